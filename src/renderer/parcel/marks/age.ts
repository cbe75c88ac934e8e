import { OVERDUE_DAYS } from '../../../shared/packages/age.ts'

export type Staleness = 'fresh' | 'ageing' | 'overdue'

/** How much a parcel's age should catch the eye. */
export const staleness = (days: number): Staleness =>
  days >= OVERDUE_DAYS ? 'overdue' : days >= 2 ? 'ageing' : 'fresh'
