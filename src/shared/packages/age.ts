import { addDays, dateIn, daysBetween, startOfDate } from '../time/zone.ts'

/** Days after which a parcel is chased. */
export const OVERDUE_DAYS = 3

/** A parcel's age in days of the building's calendar: what came yesterday evening is one day old this morning. */
export const ageInDays = (zone: string, receivedAt: Date, now: Date): number =>
  Math.max(0, daysBetween(zone, receivedAt, now))

/** What is at least so many days old came before this instant: the same days, for a question to the database. */
export const receivedBefore = (zone: string, now: Date, days: number): Date =>
  startOfDate(zone, addDays(dateIn(zone, now), 1 - days))
