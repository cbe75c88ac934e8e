import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { Draft } from './draft.ts'

/** One parcel of a pile, newest scan first. */
export interface PileItem {
  id: string
  draft: Draft
  /** sending: asked of main; kept: on disk; failed: said, and can be tried again. */
  state: 'sending' | 'kept' | 'failed'
  /** As main answered last; null before it did. */
  row: PackageRow | null
  /** Set aside because the next scan came before an addressee was found. */
  parked: boolean
}

export interface Pile {
  items: readonly PileItem[]
  /** The item whose addressee is being searched. */
  current: string | null
}

export const EMPTY_PILE: Pile = { items: [], current: null }

export type PileEvent =
  | { type: 'scanned'; draft: Draft; parked?: boolean }
  | { type: 'registered'; id: string; row: PackageRow }
  | { type: 'failed'; id: string }
  | { type: 'retry'; id: string }
  | { type: 'assigned'; row: PackageRow }
  | { type: 'select'; id: string | null }
  | { type: 'refreshed'; rows: readonly PackageRow[] }
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
  scanned: items.length,
  toIdentify: items.filter(isOpen).length,
  failed: items.filter((item) => item.state === 'failed').length,
})

const change = (pile: Pile, id: string, patch: Partial<PileItem>): Pile => ({
  ...pile,
  items: pile.items.map((item) => (item.id === id ? { ...item, ...patch } : item)),
})

/** Merges an item's newest copy in and keeps the place in the list. */
function withRow(pile: Pile, row: PackageRow): Pile {
  return change(pile, row.id, { row, state: 'kept' })
}

/** One step of a pile: a scan, an answer of main, or a choice. */
export function pileStep(pile: Pile, event: PileEvent): Pile {
  switch (event.type) {
    case 'scanned': {
      if (pile.items.some((item) => item.id === event.draft.id)) return pile
      const item: PileItem = {
        id: event.draft.id,
        draft: event.draft,
        state: 'sending',
        row: null,
        parked: event.parked ?? false,
      }
      return { ...pile, items: [item, ...pile.items] }
    }
    case 'registered':
      return withRow(pile, event.row)
    case 'failed':
      return change(pile, event.id, { state: 'failed' })
    case 'retry':
      return change(pile, event.id, { state: 'sending' })
    case 'assigned': {
      const after = withRow(pile, event.row)
      return { ...after, current: pile.current === event.row.id ? nextOpen(after.items, event.row.id) : pile.current }
    }
    case 'select':
      return { ...pile, current: event.id }
    case 'refreshed':
      return event.rows.reduce(
        (sum, row) => (sum.items.some((item) => item.id === row.id && item.state === 'kept') ? withRow(sum, row) : sum),
        pile,
      )
    case 'drop': {
      const items = pile.items.filter((item) => item.id !== event.id)
      return { items, current: pile.current === event.id ? nextOpen(items, null) : pile.current }
    }
    case 'clear':
      return EMPTY_PILE
  }
}
