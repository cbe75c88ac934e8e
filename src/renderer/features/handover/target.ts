export type Target = { packageId: string } | { residentId: string; unitId?: string } | { unitId: string }

/** For whom the hand-over is, as the address says it; null: nobody yet. */
export function readTarget(search: { packageId?: string; residentId?: string; unitId?: string }): Target | null {
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
