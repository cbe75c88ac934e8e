import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { Draft } from './draft.ts'

/** Whose it is: what a registration or an assignment is sent with. */
export interface Addressee {
  unitId: string | null
  residentId: string | null
}

/** One parcel of a pile, newest scan first. */
export interface PileItem {
  id: string
  /** What was scanned here; null for a parcel that an earlier pile left unassigned. */
  draft: Draft | null
  /** Known already when registering it failed. */
  to: Addressee | null
  /** sending: asked of main; kept: on disk; failed: said, and can be tried again. */
  state: 'sending' | 'kept' | 'failed'
  /** As main answered last; null before it did. */
  row: PackageRow | null
  /** Set aside because the next scan came before an addressee was found. */
  parked: boolean
  /** When main said that it is kept: a list asked for before that does not know it yet. */
  keptAt: number
}

export interface Pile {
  items: readonly PileItem[]
  /** The item whose addressee is being searched. */
  current: string | null
}

export const EMPTY_PILE: Pile = { items: [], current: null }

export type PileEvent =
  | { type: 'scanned'; draft: Draft; parked?: boolean; to?: Addressee | null }
  | { type: 'registered'; row: PackageRow; at: number }
  | { type: 'failed'; id: string }
  | { type: 'retry'; id: string }
  | { type: 'assigned'; row: PackageRow }
  | { type: 'select'; id: string | null }
  | { type: 'refreshed'; rows: readonly PackageRow[]; complete: boolean; at: number }
  | { type: 'looked_up'; row: PackageRow & { removed: boolean } }
  | { type: 'drop'; id: string }
  | { type: 'clear' }

/** True while the parcel is on disk and nobody knows yet whose it is. */
export const isOpen = (item: PileItem): boolean => item.state === 'kept' && (item.row?.unassigned ?? true)

/** The next parcel without an addressee: after `id` in the list, else from the top. */
export function nextOpen(items: readonly PileItem[], id: string | null): string | null {
  const at = items.findIndex((item) => item.id === id)
  const order = at < 0 ? items : [...items.slice(at + 1), ...items.slice(0, at)]
  return order.find(isOpen)?.id ?? null
}

export interface PileCounts {
  scanned: number
  toIdentify: number
  failed: number
}

/** The counters above the list. */
export const counts = (items: readonly PileItem[]): PileCounts => ({
  scanned: items.filter((item) => item.draft !== null).length,
  toIdentify: items.filter(isOpen).length,
  failed: items.filter((item) => item.state === 'failed').length,
})

const change = (pile: Pile, id: string, patch: Partial<PileItem>): Pile => ({
  ...pile,
  items: pile.items.map((item) => (item.id === id ? { ...item, ...patch } : item)),
})

/** A list older than this may not know yet what was registered a moment ago. */
const SETTLED_MS = 2000

/**
 * Takes over the unassigned parcels as main lists them: newer copies, parcels that an earlier pile left, and the
 * absence of those that were assigned or handed over on another screen.
 */
function refreshed(pile: Pile, event: Extract<PileEvent, { type: 'refreshed' }>): Pile {
  const rows = new Map(event.rows.map((row) => [row.id, row]))
  const items = pile.items.map((item): PileItem => {
    if (item.state !== 'kept') return item
    const row = rows.get(item.id)
    if (row) return { ...item, row }
    const gone = event.complete && item.row?.unassigned && event.at - item.keptAt > SETTLED_MS
    return gone ? { ...item, row: { ...item.row!, unassigned: false } } : item
  })
  const seen = new Set(items.map((item) => item.id))
  const older = event.rows
    .filter((row) => !seen.has(row.id))
    .map((row): PileItem => ({ id: row.id, draft: null, to: null, state: 'kept', row, parked: false, keptAt: 0 }))
  const next = [...items.filter((item) => item.draft !== null || isOpen(item) || item.id === pile.current), ...older]
  const current = next.find((item) => item.id === pile.current)
  return {
    items: next,
    current: current && isOpen(current) ? current.id : pile.current && nextOpen(next, pile.current),
  }
}

const drop = (pile: Pile, id: string): Pile => {
  const items = pile.items.filter((item) => item.id !== id)
  return { items, current: pile.current === id ? nextOpen(items, null) : pile.current }
}

/** One step of a pile: a scan, an answer of main, or a choice. */
export function pileStep(pile: Pile, event: PileEvent): Pile {
  switch (event.type) {
    case 'scanned': {
      if (pile.items.some((item) => item.id === event.draft.id)) return pile
      const { draft, parked = false, to = null } = event
      const item: PileItem = { id: draft.id, draft, to, state: 'sending', row: null, parked, keptAt: 0 }
      return { ...pile, items: [item, ...pile.items] }
    }
    case 'registered':
      return change(pile, event.row.id, { row: event.row, state: 'kept', keptAt: event.at })
    case 'failed':
      return change(pile, event.id, { state: 'failed' })
    case 'retry':
      return change(pile, event.id, { state: 'sending' })
    case 'assigned': {
      const after = change(pile, event.row.id, { row: event.row })
      return { ...after, current: pile.current === event.row.id ? nextOpen(after.items, event.row.id) : pile.current }
    }
    case 'select':
      return { ...pile, current: event.id }
    case 'refreshed':
      return refreshed(pile, event)
    case 'looked_up': {
      // Its registration was taken back: it was never read here.
      if (event.row.removed) return drop(pile, event.row.id)
      const after = change(pile, event.row.id, { row: event.row })
      const left = pile.current === event.row.id && !event.row.unassigned
      return left ? { ...after, current: nextOpen(after.items, event.row.id) } : after
    }
    case 'drop':
      return drop(pile, event.id)
    case 'clear':
      return EMPTY_PILE
  }
}
