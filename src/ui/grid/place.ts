export interface ListPlace {
  index: number
  offset: number
}

const TOP: ListPlace = { index: 0, offset: 0 }
let last: { key: string; place: ListPlace } | null = null

/** Where a list with these filters was left, so that coming back from a parcel finds the same row. */
export const placeOf = (key: string): ListPlace => (last?.key === key ? last.place : TOP)

/** Remembers where the list stands. Only the last list is kept. */
export function leavePlace(key: string, place: ListPlace): void {
  last = { key, place }
}
