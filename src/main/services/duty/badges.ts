import { createHmac } from 'node:crypto'
import { DeskError } from '../../../shared/contract/errors.ts'
import { badgeForm, badgeNumber, isRandomNumber } from '../../../shared/staff/badge.ts'
import type { BadgeEntry, PinBook } from './book.ts'

/** So many unknown numbers that look like badges are looked up in a minute; a page that tries all of them finds none. */
const TRIES = 30
const TRIES_MS = 60_000

/** The badges of this desk. Of a badge only a digest is kept, keyed by the desk's secret: it says nothing anywhere else. */
export function createBadges(book: PinBook, { monotonic, now }: { monotonic(): number; now(): Date }) {
  let misses: number[] = []
  let missed: string | null = null
  const digestOf = (number: string): string =>
    createHmac('sha256', book.secret())
      .update(JSON.stringify(['badge', number]))
      .digest('hex')

  return {
    /** Whose badge was read; 'unknown' where only its form is one of this desk's badges; null: no badge as far as is known. */
    find(text: string): BadgeEntry | 'unknown' | null {
      const badges = Object.entries(book.badges())
      const number = badges.length === 0 ? null : badgeNumber(text)
      if (number === null) return null
      const form = badgeForm(number)
      if (badges.every(([, one]) => one.form !== form)) return null
      if (number === missed) return 'unknown'
      const at = monotonic()
      misses = misses.filter((miss) => at - miss < TRIES_MS)
      if (misses.length >= TRIES) return 'unknown'
      const found = book.badges()[digestOf(number)]
      if (found) return found
      misses.push(at)
      missed = number
      return 'unknown'
    },
    /** The number of a badge that can be given to somebody; refused where it is none. */
    fit(text: string): string {
      const number = badgeNumber(text)
      if (number === null) throw new DeskError('BADGE_REFUSED', { problem: 'form' })
      if (isRandomNumber(number)) throw new DeskError('BADGE_REFUSED', { problem: 'random' })
      return number
    },
    /** Gives it to somebody, in the place of the one they had; a badge is one person's alone. */
    give(staffId: string, number: string, nameOf: (id: string) => string | null): void {
      const digest = digestOf(number)
      const holder = book.badges()[digest]
      const name = holder && holder.staffId !== staffId ? nameOf(holder.staffId) : null
      // Of somebody who works here no more it is free.
      if (name !== null) throw new DeskError('BADGE_TAKEN', { name })
      const others = Object.entries(book.badges()).filter(([, one]) => one.staffId !== staffId)
      const given = { staffId, form: badgeForm(number), since: now().toISOString() }
      missed = null
      book.putBadges({ ...Object.fromEntries(others), [digest]: given })
    },
    /** They lost it, or gave it back. */
    drop(staffId: string): void {
      const kept = Object.entries(book.badges()).filter(([, one]) => one.staffId !== staffId)
      book.putBadges(Object.fromEntries(kept))
    },
    of: (staffId: string): BadgeEntry | null =>
      Object.values(book.badges()).find((one) => one.staffId === staffId) ?? null,
  }
}
