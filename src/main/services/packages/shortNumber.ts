import { laterOf } from '../../store/numbers.ts'
import type { Store, Tx } from '../../store/open.ts'
import { WAITING } from '../parcel/rows.ts'

/** Up to here a number is quickly said. */
const SHORT = 999
/** Up to here the count goes on while a thousand parcels of one desk wait; then it begins again. */
const LONG = 9999

/**
 * Short numbers of one desk: its letter and 1 to 999, in turn, skipping those that still wait on a shelf. With all of these
 * waiting the count goes on to 9999.
 * The letter keeps two desks that are offline from handing out the same number.
 */
export function createShortNumbers(store: Store, letterNow: () => string) {
  let letter = letterNow()
  let last: number | null = null

  // From the newest row back: the last parcel of this desk is near; by its index all of its numbers would be sorted.
  const lastUsed = (): number => {
    const row = store
      .prepare(`SELECT short_number FROM packages NOT INDEXED WHERE short_number GLOB ? ORDER BY rowid DESC LIMIT 1`)
      .get(`${letter}[0-9]*`) as { short_number: string } | undefined
    return row ? Number(row.short_number.slice(letter.length)) || 0 : 0
  }

  return {
    /** The next free number, to be taken inside the act that registers the parcel. */
    next(tx: Tx): string {
      if (letter !== letterNow()) {
        letter = letterNow()
        last = null
      }
      last ??= laterOf(lastUsed(), store.numbers.last(letter))
      const number = free(tx)
      store.numbers.gave(letter, last)
      return number
    },
  }

  function free(tx: Tx): string {
    last ??= 0
    const taken = tx.prepare(
      `SELECT 1 FROM packages p INDEXED BY packages_waiting_short WHERE p.short_number = ? AND ${WAITING}`,
    )
    for (const most of last > SHORT ? [LONG] : [SHORT, LONG]) {
      for (let tries = 0; tries < most; tries++) {
        last = (last % most) + 1
        if (!taken.get(`${letter}${last}`)) return `${letter}${last}`
      }
      // All the short ones wait: the next look begins above them, and goes on from there.
      last = SHORT
    }
    // Ten thousand of one desk waiting: still unique.
    const highest = tx
      .prepare(
        `SELECT max(CAST(substr(p.short_number, ?) AS INTEGER)) AS n FROM packages p WHERE p.short_number GLOB ? AND ${WAITING}`,
      )
      .get(letter.length + 1, `${letter}[0-9]*`) as { n: number }
    return `${letter}${highest.n + 1}`
  }
}
