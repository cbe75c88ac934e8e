import type { Request, Response } from '../../../shared/contract/index.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { asIntake } from '../../parcel/outcome/asIntake.ts'
import { createIntakeDesk, type IntakeNews } from './intakeDesk.ts'
import { type Source } from './draft.ts'

export type Registration = Request<'packages.register'>

/** A main that keeps parcels by id, answers when told to, and can be made to refuse. */
export function world() {
  const kept = new Map<string, Registration>()
  const asked: Registration[] = []
  const waiting: (() => void)[] = []
  const news: IntakeNews[] = []
  const read = new Map<string, ScanOutcome>()
  const rows = new Map<string, Response<'packages.get'>>()
  let refuse: Error | null = null
  let hold = false
  let next = 0
  const turn = () => (hold ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve())
  const desk = createIntakeDesk({
    register: async (input) => {
      asked.push(input)
      await turn()
      if (refuse) throw refuse
      kept.set(input.id, input)
      const unassigned = !input.unitId && !input.residentId
      return {
        actId: `act-${input.id}`,
        package: { id: input.id, unassigned },
        printJobId: input.print ? 'job' : null,
        care: null,
      } as Response<'packages.register'>
    },
    assign: async ({ packageId }) =>
      ({
        actId: 'assign',
        package: { id: packageId, unassigned: false },
        printJobId: 'job',
        care: null,
      }) as Response<'packages.assign'>,
    read: async (text) => {
      await turn()
      return read.get(text) ?? { kind: 'unknown', raw: text, normalised: text, previous: null }
    },
    look: async (id) => rows.get(id) ?? Promise.reject(new Error('NOT_FOUND')),
    newId: () => `p${(next += 1)}`,
    now: () => 1000,
    say: (item) => news.push(item),
  })
  return {
    desk,
    kept,
    asked,
    news,
    read,
    rows,
    refuseWith: (error: Error | null) => {
      refuse = error
    },
    holdAnswers: () => {
      hold = true
    },
    answer: async () => {
      hold = false
      for (const go of waiting.splice(0)) go()
      await settle()
    },
  }
}
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
export const scan = (raw: string): Source => ({
  ...asIntake({ kind: 'unknown', raw, normalised: raw, previous: null }),
  symbology: null,
})
export const marie = { unitId: 'u1204', residentId: 'marie' }
