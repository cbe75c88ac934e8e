import { describe, expect, it } from 'vitest'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { createFeedback } from '../../window/feedback/store.ts'
import { asIntake } from '../../parcel/outcome/asIntake.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { createHandoverScans } from './scans.tsx'
import { createHandovers, formOf } from './store.ts'
import type { Target } from './target.ts'

const scan = { text: 'X' } as Scan
const row = (id: string, status = 'received', unassigned = false) =>
  ({ id, status, unassigned, shortNumber: id, unit: null, resident: { id: 'marie', name: 'Marie' } }) as PackageRow
const target: Target = { packageId: 'p1' }
const intake = asIntake({ kind: 'unknown', raw: 'X', normalised: 'X', previous: null })

function world(packages: PackageRow[] = [row('p1'), row('p2', 'on_hold')]) {
  const did: string[] = []
  const feedback = createFeedback((tone) => did.push(tone))
  const handovers = createHandovers({
    complete: async () => {
      did.push('complete')
      return new Promise(() => {})
    },
    isShown: () => true,
    sayDone: () => {},
    sayRefused: () => {},
    leave: () => {},
  })
  const take = createHandoverScans({
    handovers,
    feedback,
    open: async () => ({
      unit: null,
      resident: { id: 'marie', name: 'Marie', collecting: null, accessNeed: '' },
      packages,
      collectors: [],
    }),
    navigate: (to) => did.push(to),
    again: () => did.push('again'),
  })
  const form = () => formOf(handovers.begun.get(), target)
  return { did, feedback, handovers, form, take: (outcome: ScanOutcome) => take(target, outcome, scan), start: take }
}

describe('scans at the hand-over', () => {
  it('takes the code of a notice for the proof, whether or not its page is drawn yet', async () => {
    // Bug: the code waited for the page, and on a busy machine it was given up.
    const w = world()
    expect(await w.take({ kind: 'pickup', package: row('p1'), others: [], code: '123 456' })).toBe(true)
    expect(w.form()).toMatchObject({ proof: 'code', code: '123456' })
  })

  it('ticks a parcel of theirs, says nothing twice for the one it was opened from, and warns of another person’s', async () => {
    const w = world()
    await w.take({ kind: 'hand_over', package: row('p1') })
    expect(w.did).toEqual([])
    await w.take({ kind: 'known', package: row('p2', 'on_hold') })
    expect(w.form().ticks).toEqual({ p2: true })
    await w.take({ kind: 'hand_over', package: row('p7') })
    expect(w.form().other?.id).toBe('p7')
    expect(w.did).toEqual(['ok', 'attention'])
    await w.take({ kind: 'hand_over', package: row('p1') })
    expect(w.form().other).toBeNull()
  })

  it('keeps a new parcel apart while something is entered, and lets it go on when somebody says so', async () => {
    const w = world()
    expect(await w.take(intake)).toBe(false)
    w.handovers.change(target, { proof: 'known' })
    expect(await w.take(intake)).toBe(true)
    w.feedback.shown.get()?.actions?.[0]?.onPress()
    expect(w.did).toEqual(['attention', 'again'])
    expect(await w.take(intake)).toBe(false)
  })

  it('hands over at the command code “done”, and counts the try while something is missing', async () => {
    const w = world()
    const done: ScanOutcome = { kind: 'command', command: 'done' }
    expect(await w.take(done)).toBe(true)
    expect(w.form().tries).toBe(1)
    w.handovers.change(target, { who: 'other', otherName: 'Léa', proof: 'known' })
    await w.take(done)
    expect(w.did).toEqual(['complete'])
    expect(await w.take({ kind: 'command', command: 'next' })).toBe(false)
  })

  it('has nothing to confirm where nothing waits, nor where a parcel has no addressee yet', async () => {
    const done: ScanOutcome = { kind: 'command', command: 'done' }
    expect(await world([]).take(done)).toBe(false)
    expect(await world([row('p1', 'received', true)]).take({ kind: 'hand_over', package: row('p1') })).toBe(false)
  })

  it('opens the hand-over of a parcel whose own barcode is scanned before anybody was named', async () => {
    const w = world()
    expect(await w.start(null, { kind: 'known', package: row('p1') }, scan)).toBe(true)
    expect(await w.start(null, { kind: 'known', package: row('p3', 'received', true) }, scan)).toBe(true)
    expect(await w.start(null, intake, scan)).toBe(false)
    expect(w.did.filter((each) => each.startsWith('/'))).toEqual(['/handover?packageId=p1', '/packages/p3'])
  })
})
