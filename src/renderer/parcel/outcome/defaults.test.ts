import { describe, expect, it } from 'vitest'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { createFeedback } from '../../window/feedback/store.ts'
import { asIntake } from './asIntake.ts'
import { createDefaults } from './defaults.tsx'
import type { Turn } from '../../window/scan/scanDesk.ts'
import type { Scan } from '../../window/scan/scan.ts'

const scan = { text: 'X' } as Scan
const unknown: ScanOutcome = { kind: 'unknown', raw: 'X', normalised: 'X', previous: null }
const intake = asIntake({ kind: 'unknown', raw: 'X', normalised: 'X', previous: null })
const parcel = (unassigned: boolean) => ({ id: 'p1', unassigned, unit: null, resident: null }) as PackageRow

function world() {
  const did: string[] = []
  const feedback = createFeedback((tone) => did.push(`said ${tone}`))
  const byDefault = createDefaults({
    feedback,
    intake: ({ raw }) => did.push(`intake ${raw}`),
    handover: async (id, { kind }) => void did.push(`${kind} of ${id}`),
    navigate: (to) => did.push(`went ${to}`),
    currentPath: () => '/waiting',
    undoLast: async () => {},
    ready: () => {},
    search: () => {},
    badge: async (text) => void did.push(`badge ${text}`),
    now: () => 0,
    painted: async () => void did.push('painted'),
  })
  const turn: Turn = { answered: () => {}, choose: ({ kind }) => did.push(`chose ${kind}`) }
  return { did, feedback, take: (outcome: ScanOutcome) => byDefault(outcome, scan, turn) }
}

describe('what a scan does by default', () => {
  it('answers, and gives the parcel to the intake when the answer has been painted', async () => {
    // Bug: the parcel waited for a screen to come up, and on a busy machine it was in nobody's hand after a while.
    const w = world()
    await w.take(intake)
    expect(w.did).toEqual(['said ok', 'painted', 'intake X'])
  })

  it.each(['hand_over', 'pickup'] as const)('gives a %s to the hand-over of its person', async (kind) => {
    const w = world()
    await w.take({ kind, package: parcel(false), others: [], code: '123456' })
    expect(w.did).toEqual(['said ok', 'painted', `${kind} of p1`])
  })

  it('leads to the page of a parcel that is nobody’s instead of a hand-over', async () => {
    const w = world()
    await w.take({ kind: 'hand_over', package: parcel(true) })
    expect(w.did).toEqual(['said attention', 'painted', 'went /packages/p1'])
  })

  it('begins a parcel with a code that nothing knows only when somebody says so', async () => {
    const w = world()
    await w.take(unknown)
    expect(w.did).toEqual(['said attention', 'painted'])
    w.feedback.shown.get()?.actions?.[0]?.onPress()
    expect(w.did.at(-1)).toBe('chose intake')
  })
})
