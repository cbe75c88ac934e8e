import { useSyncExternalStore } from 'react'
import { NO_FILTERS, type Filters } from './filters.ts'

let filters: Filters = NO_FILTERS
const listeners = new Set<() => void>()

/** Changes the filters of the waiting list, from any screen. They stay for as long as the window does. */
export function setFilters(update: (now: Filters) => Filters): void {
  filters = update(filters)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The filters as they are now. */
export const useFilters = (): Filters => useSyncExternalStore(subscribe, () => filters)
