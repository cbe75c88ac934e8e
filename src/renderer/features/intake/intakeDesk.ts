import { createStore, type Readable } from '@tanstack/react-store'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { Request, Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { Care } from '../../../shared/packages/care.ts'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { draftFrom, isSameParcel, toRegister, withLabel, withWrittenName, type Draft, type Source } from './draft.ts'
import { typedNumber, withNumber, withReading } from './typed.ts'
import { EMPTY_PILE, pileStep, type Addressee, type Pile, type PileEvent } from './pile.ts'

export interface IntakeState {
  /** The parcel in hand; null: ready for the next scan. */
  draft: Draft | null
  /** A parcel that was in hand when one was begun for somebody: it is taken up again afterwards. */
  aside: Draft | null
  /** Its registration is on the way: Enter does nothing meanwhile. */
  sending: boolean
  error: unknown
  piling: boolean
  pile: Pile
}

/** What the person is told; the screen puts it into words. */
export type IntakeNews =
  | { kind: 'registered'; row: PackageRow; actId: string; printing: boolean; care: Care | null }
  | { kind: 'parked'; row: PackageRow; by: 'scan' | 'pile'; printing: boolean }
  /** `previous`: its number was here before and has left. */
  | { kind: 'piled'; row: PackageRow; actId: string; scanned: number; toIdentify: number; previous: PackageRow | null }
  | { kind: 'assigned'; row: PackageRow; actId: string; printing: boolean; toIdentify: number; care: Care | null }
  | { kind: 'failed'; error: unknown; draft: Draft | null }
  | { kind: 'dropped'; draft: Draft }
  /** The typed number is that of another parcel, or of no parcel at all. */
  | { kind: 'typed'; outcome: ScanOutcome | null }
  /** The parcel in hand was scanned once more. */
  | { kind: 'again'; draft: Draft }

export interface IntakePorts {
  register: (input: Request<'packages.register'>) => Promise<Response<'packages.register'>>
  assign: (input: Request<'packages.assign'>) => Promise<Response<'packages.assign'>>
  /** What a number means here, as if it had been scanned. */
  read: (text: string) => Promise<ScanOutcome>
  /** A parcel as it is now. */
  look: (id: string) => Promise<Response<'packages.get'>>
  newId: () => string
  now: () => number
  /** Puts the news into words, wherever the person is by then. */
  say: (news: IntakeNews) => void
}

export interface IntakeDesk {
  state: Readable<IntakeState>
  /** A scan or a parcel without barcode. What was in hand is never lost: it is registered without addressee. */
  arrive: (source: Source) => void
  /** For whom the next parcel is begun, by the id of the person; null: for nobody yet. */
  beginFor: (residentId: string | null) => void
  change: (update: (draft: Draft) => Draft) => void
  /** What is typed in the search for the addressee: the name to keep if nobody has it. */
  nameIs: (text: string) => void
  /** A number typed off the label of the parcel in hand, whose barcode does not read. */
  typeNumber: (text: string) => Promise<void>
  /** Registers what is in hand. Does nothing while that is already on the way. */
  register: (to: Addressee | null) => Promise<void>
  /** Puts the parcel in hand down without registering it. */
  drop: () => void
  /** Takes a dropped parcel up again. */
  resume: (draft: Draft) => void
  setPiling: (on: boolean) => void
  assign: (packageId: string, hit: AddresseeHit) => Promise<void>
  retry: (id: string) => Promise<void>
  pile: (event: PileEvent) => void
  /** Something happened to these parcels, here or at another desk: those of the pile are read again. */
  changed: (packages: readonly string[] | 'all') => void
}

const START: IntakeState = { draft: null, aside: null, sending: false, error: null, piling: false, pile: EMPTY_PILE }

/** The intake, apart from any screen: it goes on while staff look something up elsewhere. */
export function createIntakeDesk(ports: IntakePorts): IntakeDesk {
  const { say } = ports
  const store = createStore(START)
  /** What was typed is being read: a registration waits for that. */
  let reading: Promise<void> | null = null
  let typedName = ''
  let nextFor: string | null = null
  let begunFor: string | null = null
  const assigning = new Set<string>()
  const set = (change: Partial<IntakeState>) => store.setState((state) => ({ ...state, ...change }))
  const step = (event: PileEvent) => set({ pile: pileStep(store.get().pile, event) })
  const open = () =>
    store.get().pile.items.filter((item) => item.state === 'kept' && (item.row?.unassigned ?? true)).length

  /** Registers a parcel that stands in the pile, and keeps it there if that fails. */
  const keep = async (draft: Draft, to: Addressee | null, parkedBy: 'scan' | 'pile' | null): Promise<void> => {
    try {
      const {
        package: row,
        actId,
        printJobId,
        care,
      } = await ports.register(toRegister(draft, to, to !== null || (parkedBy !== null && draft.writtenName !== null)))
      step({ type: 'registered', row, at: ports.now() })
      if (to) say({ kind: 'registered', row, actId, printing: printJobId !== null, care })
      else if (parkedBy) say({ kind: 'parked', row, by: parkedBy, printing: printJobId !== null })
      else {
        const scanned = store.get().pile.items.filter((item) => item.draft !== null).length
        say({ kind: 'piled', row, actId, scanned, toIdentify: open(), previous: draft.previous })
      }
    } catch (error) {
      step({ type: 'failed', id: draft.id })
      say({ kind: 'failed', error, draft })
    }
  }

  /** Moves what is in hand to the pile when something newer comes. */
  const park = (by: 'scan' | 'pile') => {
    const { draft: inHand, sending } = store.get()
    if (!inHand || sending) return
    const draft = withWrittenName(inHand, typedName)
    typedName = ''
    step({ type: 'scanned', draft, parked: true })
    void keep(draft, null, by)
  }

  /** Nothing is in hand any more: what was put aside comes back, unless a pile or somebody's parcel is next. */
  const emptyHand = (): Pick<IntakeState, 'draft' | 'aside'> =>
    nextFor === null && !store.get().piling
      ? { draft: store.get().aside, aside: null }
      : { draft: null, aside: store.get().aside }

  const read = async (id: string, number: string): Promise<void> => {
    try {
      const outcome = await ports.read(number)
      const { draft } = store.get()
      if (draft?.id !== id || draft.trackingNumber !== number) return
      set({ draft: withReading(draft, outcome) })
      if (outcome.kind !== 'intake' && outcome.kind !== 'unknown') say({ kind: 'typed', outcome })
    } catch {
      // It stays as it was typed.
    } finally {
      reading = null
    }
  }

  return {
    state: store,
    arrive: (source) => {
      const { draft: inHand, sending, piling } = store.get()
      if (inHand && !sending && isSameParcel(inHand, source)) {
        const draft = withLabel(inHand, source)
        // Its other bar code says whom it is for: that is news enough.
        if (draft !== inHand) return set({ draft })
        return say({ kind: 'again', draft })
      }
      park('scan')
      typedName = ''
      begunFor = nextFor
      const draft = draftFrom(source, ports.newId())
      if (!piling || source.kind === 'manual') return set({ draft, sending: false, error: null })
      set({ draft: null, sending: false, error: null })
      const piled = withWrittenName(draft, '')
      step({ type: 'scanned', draft: piled })
      void keep(piled, null, null)
    },
    beginFor: (residentId) => {
      nextFor = residentId
      const { draft, aside, sending } = store.get()
      if (residentId === null && !draft && aside) return set(emptyHand())
      if (residentId === null || !draft || sending || begunFor === residentId) return
      // One waits at a time: a second one goes where every parcel without addressee does.
      if (aside) park('scan')
      set({ draft: null, aside: aside ?? draft, error: null })
    },
    change: (update) => {
      const { draft, sending } = store.get()
      if (draft && !sending) set({ draft: update(draft), error: null })
    },
    nameIs: (text) => {
      typedName = text
    },
    typeNumber: async (text) => {
      const { draft, sending } = store.get()
      const number = typedNumber(text)
      if (!draft || sending) return
      if (number === null && text.trim() !== '') say({ kind: 'typed', outcome: null })
      if (number === draft.trackingNumber && (number === null || draft.candidates.length > 0)) return
      set({ draft: withNumber(draft, number), error: null })
      if (number !== null) await (reading = read(draft.id, number))
    },
    register: async (to) => {
      const { draft: inHand, sending } = store.get()
      if (!inHand || sending) return
      const { id } = inHand
      const written = typedName
      const now = () => store.get().draft
      const mine = () => now()?.id === id
      set({ sending: true, error: null })
      if (reading) await reading
      let draft = (mine() && now()) || inHand
      if (to === null) draft = withWrittenName(draft, written)
      try {
        const { package: row, actId, printJobId, care } = await ports.register(toRegister(draft, to, true))
        if (mine()) set({ ...emptyHand(), sending: false })
        say({ kind: 'registered', row, actId, printing: printJobId !== null, care })
      } catch (error) {
        if (mine()) set({ sending: false, error })
        else {
          // The next scan already took its place: it waits in the pile for another try.
          step({ type: 'scanned', draft, to })
          step({ type: 'failed', id: draft.id })
        }
        say({ kind: 'failed', error, draft })
      }
    },
    drop: () => {
      const { draft, sending } = store.get()
      if (!draft || sending) return
      set({ ...emptyHand(), error: null })
      say({ kind: 'dropped', draft })
    },
    resume: (draft) => {
      park('scan')
      set({ draft, sending: false, error: null })
    },
    setPiling: (piling) => {
      if (piling) park('pile')
      if (piling) return set({ piling, draft: store.get().sending ? store.get().draft : null })
      set({ piling, pile: { ...store.get().pile, current: null } })
      if (!store.get().draft) set(emptyHand())
    },
    assign: async (packageId, hit) => {
      if (assigning.has(packageId)) return
      assigning.add(packageId)
      try {
        const answer = await ports.assign({ packageId, unitId: hit.unitId, residentId: hit.residentId, print: true })
        step({ type: 'assigned', row: answer.package })
        say({
          kind: 'assigned',
          row: answer.package,
          actId: answer.actId,
          printing: answer.printJobId !== null,
          toIdentify: open(),
          care: answer.care,
        })
      } catch (error) {
        say({ kind: 'failed', error, draft: null })
      } finally {
        assigning.delete(packageId)
      }
    },
    retry: async (id) => {
      const item = store.get().pile.items.find((one) => one.id === id)
      if (item?.state !== 'failed' || !item.draft) return
      step({ type: 'retry', id })
      await keep(item.draft, item.to, null)
    },
    pile: step,
    changed: (packages) => {
      for (const { id, state } of store.get().pile.items)
        if (state === 'kept' && (packages === 'all' || packages.includes(id)))
          void ports.look(id).then(
            (row) => step({ type: 'looked_up', row }),
            // What cannot be read now stays as it was last seen.
            () => {},
          )
    },
  }
}
