/** How somebody lives in a unit. */
export const OCCUPANCY_KINDS = ['owner', 'tenant', 'occupant'] as const
/** What is done with the parcels of who is away. */
export const ABSENCE_KINDS = ['hold', 'forward'] as const
