import type { KINDS } from './kinds.ts'

/** What a shelf is for. */
export const SHELF_TAKES = ['any', 'small', 'large', 'cold'] as const
export type ShelfTakes = (typeof SHELF_TAKES)[number]

/** A shelf holds at most so many parcels. */
export const CAPACITY_MOST = 999

interface Parcel {
  kind: (typeof KINDS)[number]
  flags: { perishable: boolean; oversize: boolean }
}

/** Where such a parcel belongs, if the building has a shelf for it. */
export const shelfFor = ({ kind, flags }: Parcel): ShelfTakes =>
  flags.perishable ? 'cold' : flags.oversize ? 'large' : kind === 'envelope' ? 'small' : 'any'

export interface Filled {
  takes: ShelfTakes
  capacity: number | null
  waiting: number
}

/** How many more it holds; null: nobody said. */
export const roomOn = ({ capacity, waiting }: Filled): number | null =>
  capacity === null ? null : Math.max(0, capacity - waiting)

/**
 * The shelf to put a parcel on: one for its size, else one for everything, and of those that have room the emptiest. Null where
 * all are full. A shelf kept for others is never proposed.
 */
export function proposeShelf<S extends Filled>(shelves: readonly S[], parcel: Parcel): S | null {
  const hasRoom = shelves.filter((shelf) => roomOn(shelf) !== 0)
  const share = ({ capacity, waiting }: Filled) => (capacity === null ? null : waiting / capacity)
  for (const takes of new Set([shelfFor(parcel), 'any' as const])) {
    const [best] = hasRoom
      .filter((shelf) => shelf.takes === takes)
      .toSorted((a, b) => {
        const [one, other] = [share(a), share(b)]
        return one !== null && other !== null ? one - other : a.waiting - b.waiting
      })
    if (best) return best
  }
  return null
}
