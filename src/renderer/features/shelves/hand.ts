import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { KeptState } from '../../window/desk/kept.ts'

/** The parcels that were scanned on the list of shelves: the next shelf takes them all. */
export const IN_HAND: KeptState<readonly PackageRow[]> = { start: [] }

/** The address of a shelf's page. */
export const addressOfShelf = (id: string): string => `/shelves/${id}`

/** The shelf whose page is open. */
export const openShelf = (path: string): string | null => /^\/shelves\/([^/?]+)/.exec(path)?.[1] ?? null
