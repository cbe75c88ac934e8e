import type { EventType } from './lifecycle.ts'

interface Told {
  type: EventType
  actId: string
  detail: Readonly<Record<string, unknown>>
}

/**
 * Whom the labels that were printed for a parcel name: nobody but the addressee, somebody before them, or both. Labels
 * stay on the box until a person takes them off.
 */
export type BoxLabel = 'right' | 'old' | 'both'

/** What stands on the box, from the parcel's history, oldest first. */
export function boxLabel(events: readonly Told[]): BoxLabel {
  // Each addressee in its turn has a number; an undo goes back to the number of before.
  const before: number[] = []
  const printed = new Set<number>()
  let [now, last] = [0, 0]
  for (const { type, detail } of events) {
    if (type === 'label_printed') printed.add(now)
    if (type === 'addressee_changed') {
      before.push(now)
      now = ++last
    }
    if (type === 'undone' && detail['undid'] === 'addressee_changed') now = before.pop() ?? 0
  }
  const hasOld = [...printed].some((label) => label !== now)
  return !hasOld ? 'right' : printed.has(now) ? 'both' : 'old'
}

/** Whether a label stands on the box at all. */
export const isLabelled = (events: readonly Pick<Told, 'type'>[]): boolean =>
  events.some(({ type }) => type === 'label_printed')
