/** Why a parcel that was scanned on a shelf does not belong there, as the building knows it. */
export const SHELF_DOUBTS = [
  /** It should be on another shelf. */
  'elsewhere',
  /** It waits, and nobody said where. */
  'no_shelf',
  'lost',
  'picked_up',
  'forwarded',
  'returned',
  /** Its registration was undone. */
  'taken_back',
] as const
export type ShelfDoubt = (typeof SHELF_DOUBTS)[number]

/** What can be put on a shelf: it waits, or was missing until now. */
export const PLACEABLE = ['elsewhere', 'no_shelf', 'lost'] as const satisfies readonly ShelfDoubt[]

/** Whether such a parcel can simply be put on the shelf where it was found. */
export const isPlaceable = (why: ShelfDoubt): boolean => (PLACEABLE as readonly ShelfDoubt[]).includes(why)
