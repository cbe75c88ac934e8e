import type { KeptState } from '../../window/desk/kept.ts'
import { useKept } from '../../window/desk/useKept.ts'
import { NO_FILTERS, type Filters } from './filters.ts'

const FILTERS: KeptState<Filters> = { start: NO_FILTERS }

/** The filters of the waiting list, and how any screen changes them. They stay for as long as the window does. */
export const useFilters = () => useKept(FILTERS)
