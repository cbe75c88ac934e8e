import type { EventType } from './lifecycle.ts'

interface Told {
  type: EventType
  actId: string
  detail: Readonly<Record<string, unknown>>
}

/** Whom a label names, in words; both null: nobody. */
export interface Named {
  unit: string | null
  name: string | null
}

/** The labels on the box, which stay there until a person takes them off. */
export interface BoxLabels {
  /** Whom the labels name that no longer fit, oldest first. */
  wrong: Named[]
  /** Whom the label names that fits; null: none was printed. */
  right: Named | null
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const named = (detail: Told['detail'], side: 'from' | 'to'): Named => ({
  unit: text(detail[`${side}Unit`]),
  name: text(detail[`${side}Name`]),
})
const isSame = (a: Named, b: Named): boolean => a.unit === b.unit && a.name === b.name

/** What stands on the box, from the parcel's history, oldest first: told by whom the labels name, not by their order. */
export function boxLabels(events: readonly Told[]): BoxLabels {
  const first = events.find(({ type }) => type === 'addressee_changed')
  const before: Named[] = []
  const printed: Named[] = []
  let now: Named = first ? named(first.detail, 'from') : { unit: null, name: null }
  for (const { type, detail } of events) {
    if (type === 'label_printed' && !printed.some((label) => isSame(label, now))) printed.push(now)
    if (type === 'addressee_changed') {
      before.push(now)
      now = named(detail, 'to')
    }
    if (type === 'undone' && detail['undid'] === 'addressee_changed') now = before.pop() ?? now
  }
  return {
    wrong: printed.filter((label) => !isSame(label, now)),
    right: printed.find((label) => isSame(label, now)) ?? null,
  }
}
