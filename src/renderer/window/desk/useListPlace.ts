import type { KeptState } from './kept.ts'
import { useKept } from './useKept.ts'

interface ListPlace {
  index: number
  offset: number
}

const TOP: ListPlace = { index: 0, offset: 0 }
/** Only the last list is kept. */
const LAST: KeptState<{ key: string; place: ListPlace } | null> = { start: null }

/** Where a list with these filters was left, so that coming back from a parcel finds the same row. */
export function useListPlace(key: string): { start: ListPlace; onLeave: (place: ListPlace) => void } {
  const [last, setLast] = useKept(LAST)
  return { start: last?.key === key ? last.place : TOP, onLeave: (place) => setLast(() => ({ key, place })) }
}
