/** One stay of a person in a unit, by the building's calendar; a missing date is open. */
export interface Stay {
  id: string
  from: string | null
  to: string | null
  receives: boolean
}

const TIMES = ['present', 'future', 'past'] as const

/** Whether a stay is one of this day, still to come, or over. The first and the last day belong to it. */
export function timeOf({ from, to }: Pick<Stay, 'from' | 'to'>, today: string): (typeof TIMES)[number] {
  if (to !== null && to < today) return 'past'
  return from !== null && from > today ? 'future' : 'present'
}

export const isPresent = (stay: Pick<Stay, 'from' | 'to'>, today: string): boolean => timeOf(stay, today) === 'present'
export const isPast = (stay: Pick<Stay, 'from' | 'to'>, today: string): boolean => timeOf(stay, today) === 'past'

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The order in which somebody's stays are their home on a day: where they live, then where they will, then where they did. Of
 * several alike where they receive parcels, then what has no end, then the one that is nearest in time.
 */
export const byHome =
  (today: string) =>
  (a: Stay, b: Stay): number => {
    const time = timeOf(a, today)
    const began = text(a.from ?? '', b.from ?? '')
    return (
      TIMES.indexOf(time) - TIMES.indexOf(timeOf(b, today)) ||
      Number(b.receives) - Number(a.receives) ||
      (time === 'past' ? text(b.to ?? '', a.to ?? '') : Number(a.to !== null) - Number(b.to !== null)) ||
      (time === 'future' ? began : -began) ||
      text(a.id, b.id)
    )
  }

/** The stay that is somebody's home on a day; undefined for who has none at all. */
export const homeOf = <S extends Stay>(stays: readonly S[], today: string): S | undefined =>
  stays.toSorted(byHome(today))[0]
