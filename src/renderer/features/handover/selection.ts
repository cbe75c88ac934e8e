/** The facts of a parcel that decide whether it is ticked by itself. */
export interface Collectable {
  id: string
  status: string
  resident: { id: string } | null
}

export interface Opened {
  residentId: string | null
  /** The label that was scanned, or the parcel the hand-over was opened from. */
  packageId: string | null
}

/** What a person ticked or unticked, over what is ticked by itself. */
export type Overrides = Readonly<Record<string, boolean>>

/**
 * Ticked without being asked: everything of that person that nobody put on hold, and the scanned parcel itself.
 * Opened for a unit alone, everything without a name, or all of it when it is for one person only.
 */
function tickedAtFirst(parcel: Collectable, all: readonly Collectable[], opened: Opened): boolean {
  if (parcel.id === opened.packageId) return true
  if (parcel.status === 'on_hold') return false
  if (opened.residentId !== null) return parcel.resident?.id === opened.residentId
  const people = new Set(all.map((one) => one.resident?.id ?? ''))
  return people.size <= 1 || parcel.resident === null
}

/** The ids ticked now. Parcels that appear meanwhile follow the rule; parcels that left are no longer in it. */
export const ticked = (all: readonly Collectable[], opened: Opened, overrides: Overrides): string[] =>
  all.filter((parcel) => overrides[parcel.id] ?? tickedAtFirst(parcel, all, opened)).map((parcel) => parcel.id)

/** Puts the person's own parcels before those of others in the unit, and keeps the order otherwise. */
export function grouped<P extends Collectable>(
  all: readonly P[],
  residentId: string | null,
): { own: P[]; others: P[] } {
  if (residentId === null) return { own: [...all], others: [] }
  return {
    own: all.filter((parcel) => parcel.resident?.id === residentId),
    others: all.filter((parcel) => parcel.resident?.id !== residentId),
  }
}

export type Scanned = 'ticked' | 'already' | 'other_person'

/** What scanning a label means while a hand-over is open. */
export function scanned(all: readonly Collectable[], tickedIds: readonly string[], packageId: string): Scanned {
  if (!all.some((parcel) => parcel.id === packageId)) return 'other_person'
  return tickedIds.includes(packageId) ? 'already' : 'ticked'
}

/** A pickup code is six digits; spaces and dashes are how people say it. */
export const cleanCode = (text: string): string => text.replace(/\D/g, '').slice(0, 6)

export type Missing = 'parcels' | 'collector' | 'code' | 'signature' | null

/** The first thing that keeps a hand-over from being done. */
export function missing(input: {
  count: number
  collectedBy: string
  proof: 'code' | 'signature' | 'known' | 'id_seen'
  code: string
  signed: boolean
}): Missing {
  if (input.count === 0) return 'parcels'
  if (input.collectedBy.trim() === '') return 'collector'
  if (input.proof === 'code' && cleanCode(input.code).length !== 6) return 'code'
  if (input.proof === 'signature' && !input.signed) return 'signature'
  return null
}
