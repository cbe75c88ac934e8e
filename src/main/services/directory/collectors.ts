import { looseWords, nameWords } from '../../../shared/text/names.ts'
import type { Store } from '../../store/open.ts'

interface Collector {
  residentId: string
  name: string
  words: string[]
}

const FEWEST = 2

/** Who may collect for somebody, by their name: every typed word begins one of its words. */
export function createCollectors(store: Pick<Store, 'prepare'>) {
  let known: { day: string; all: Collector[] } | null = null
  const read = (today: string): Collector[] =>
    store
      .prepare<{ resident_id: string; name: string }>(
        `SELECT resident_id, name FROM authorisations WHERE deleted_at IS NULL
         AND coalesce(from_date <= @today, 1) AND coalesce(to_date >= @today, 1)`,
      )
      .all({ today })
      .map(({ resident_id: residentId, name }) => ({
        residentId,
        name,
        words: [...new Set([...nameWords(name), ...looseWords(name)])],
      }))

  return {
    /** To be read again: an authorisation changed. */
    forget(): void {
      known = null
    },
    find(text: string, today: string): { residentId: string; name: string }[] {
      const typed = looseWords(text)
      if (typed.join('').length < FEWEST) return []
      if (known?.day !== today) known = { day: today, all: read(today) }
      const found = known.all.filter(({ words }) => typed.every((part) => words.some((word) => word.startsWith(part))))
      // Whoever has two of that name is found once.
      return [...new Map(found.toReversed().map((one) => [one.residentId, one])).values()].toReversed()
    },
  }
}
