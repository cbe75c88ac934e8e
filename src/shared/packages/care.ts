/** What the desk has to know of an addressee before a parcel is kept for them. */
export const CARES = ['moved_out', 'vacant', 'not_receiving', 'forward', 'hold'] as const

export type CareKind = (typeof CARES)[number]

export interface Care {
  kind: CareKind
  /** The last day of an absence. */
  until: string | null
  /** What was written down with an absence. */
  note: string
}

/** What is known of an addressee today. */
export interface Standing {
  former: boolean
  receives: boolean
  vacant: boolean
  absence: { kind: 'hold' | 'forward'; to: string; note: string } | null
}

const without = (kind: CareKind): Care => ({ kind, until: null, note: '' })

/** The one thing that matters most about an addressee; null when a parcel for them is a parcel like any other. */
export function careOf({ former, receives, vacant, absence }: Standing): Care | null {
  if (former) return without('moved_out')
  if (vacant) return without('vacant')
  if (!receives) return without('not_receiving')
  return absence && { kind: absence.kind, until: absence.to, note: absence.note }
}

/** True for whom no parcel is kept by one key alone: they are not to be had here. Who is away still lives here. */
export const isNotHere = (standing: Standing): boolean => {
  const care = careOf(standing)
  return care !== null && care.kind !== 'hold' && care.kind !== 'forward'
}
