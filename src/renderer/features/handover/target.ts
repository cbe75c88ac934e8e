export type Target = { packageId: string } | { residentId: string; unitId?: string } | { unitId: string }

/** What the address of the hand-over may hold. */
export interface TargetSearch {
  packageId?: string | undefined
  residentId?: string | undefined
  unitId?: string | undefined
}

/** For whom the hand-over is, as the address says it; null: nobody yet. */
export function readTarget(search: TargetSearch): Target | null {
  if (search.packageId) return { packageId: search.packageId }
  if (search.residentId)
    return search.unitId ? { residentId: search.residentId, unitId: search.unitId } : { residentId: search.residentId }
  return search.unitId ? { unitId: search.unitId } : null
}

/** A person found by the search as a target; null for someone without a unit or an id. */
export function targetOf(hit: { residentId: string | null; unitId: string | null }): Target | null {
  return readTarget({
    ...(hit.residentId !== null && { residentId: hit.residentId }),
    ...(hit.unitId !== null && { unitId: hit.unitId }),
  })
}

/** The parcel that the hand-over was opened from. */
export const packageOf = (target: Target): string | null => ('packageId' in target ? target.packageId : null)

/** Two targets with the same key are one hand-over. */
export const keyOf = (target: Target): string => JSON.stringify(target)

/** The address of a hand-over. */
export const addressOf = (target: Target): string => `/handover?${new URLSearchParams({ ...target }).toString()}`
