import type { ActType } from '../../../shared/contract/acts.ts'

interface Done {
  type: ActType
  packages: readonly { id: string }[]
  people: readonly { residentId: string | null; unitId: string | null }[]
}

/** What is done on the screens that show many parcels, and on that of the settings. */
const OF_ROOM: Readonly<Record<string, readonly ActType[]>> = {
  intake: ['received', 'addressee_changed', 'edited', 'shelf_set'],
  waiting: ['notified', 'held', 'released', 'forwarded', 'returned', 'lost', 'found'],
  handover: ['handed_over'],
  shelves: ['shelf_set', 'lost', 'found'],
  settings: ['shelf_added', 'shelf_changed', 'shelf_removed', 'building_changed', 'desk_changed', 'desk_removed'],
}

/**
 * Whether an act belongs to what the screen of `path` shows, so that its key may undo it unasked. The page of a parcel, a person
 * or a unit shows that one alone, the list of units all of them; on all other screens nothing was done that can be undone.
 */
export function isOfScreen({ type, packages, people }: Done, path: string): boolean {
  const [, room = '', id] = path.split('/')
  if (room === 'residents') return people.length > 0 && people.every(({ residentId }) => residentId === id)
  if (room === 'units')
    return id === undefined
      ? type.startsWith('unit_')
      : people.length > 0 && people.every(({ unitId }) => unitId === id)
  if (room === 'packages') return packages.length > 0 && packages.every((parcel) => parcel.id === id)
  return OF_ROOM[room]?.includes(type) === true
}
