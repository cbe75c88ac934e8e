import type { FieldProblem } from '../people/fields.ts'
import { LETTER_CHANNELS, type LetterChannel } from '../packages/noticeWords.ts'
import { isPlainAddress } from '../notices/address.ts'
import { LANGUAGES, type Language } from '../text/languages.ts'
import { isZone } from '../time/zone.ts'
import { isCountry } from './countries.ts'
import { WEEKDAYS } from './weekdays.ts'

/** What a setting holds and within which bounds. Every value is typed as text and read by its shape. */
export type Shape =
  | { readonly kind: 'text'; readonly most: number; readonly isNeeded: boolean; readonly lines?: true }
  | { readonly kind: 'zone' }
  | { readonly kind: 'country' }
  | { readonly kind: 'languages' }
  | {
      readonly kind: 'number'
      readonly min: number
      readonly max: number
      readonly unit: 'minutes' | 'days' | 'months'
    }
  /** From an hour to another, over midnight or not: "22:00-07:00". Empty: none. */
  | { readonly kind: 'hours' }
  /** One e-mail address; empty: none. */
  | { readonly kind: 'email'; readonly most: number }
  /** A time of day: "10:00". */
  | { readonly kind: 'time' }
  /** Some numbers of days or hours in growing order: "3, 7". Empty: none. */
  | { readonly kind: 'steps'; readonly most: number; readonly max: number; readonly unit: 'days' | 'hours' }
  /** Days of the week from Monday, 1, to Sunday, 7; at least one. */
  | { readonly kind: 'weekdays' }
  /** Ways by which letters leave; at least one. */
  | { readonly kind: 'channels' }

/** A value as its column keeps it: lists as JSON. */
export type Kept = string | number
export type Reading = { readonly value: Kept } | { readonly problem: FieldProblem }

const WHOLE = /^\d{1,4}$/
const TIME = /^(\d{1,2})(?:\s*[:hH]\s*(\d{2})?)?$/

/** "7", "7 h", "07:30" or "22h15" as "07:00"; null when there is no such time. */
export function readTime(typed: string): string | null {
  const found = TIME.exec(typed.trim())
  if (!found) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

function readHours(typed: string): Reading {
  if (/^\s*-?\s*$/.test(typed)) return { value: '' }
  const [from, to, more] = typed.replaceAll(/[–—−]/g, '-').split('-').map(readTime)
  if (!from || !to || more !== undefined) return { problem: 'no_hours' }
  return from === to ? { problem: 'no_hours' } : { value: `${from}-${to}` }
}

function readSteps(typed: string, { most, max, unit }: Extract<Shape, { kind: 'steps' }>): Reading {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '')
  if (parts.some((part) => !WHOLE.test(part))) return { problem: unit === 'days' ? 'no_days' : 'no_hour_counts' }
  const steps = [...new Set(parts.map(Number))].toSorted((a, b) => a - b)
  if (steps.length > most || steps.some((step) => step < 1 || step > max)) return { problem: 'out_of_bounds' }
  return { value: JSON.stringify(steps) }
}

/** Some of a list, at least one, in the order of the list. */
function readSome(typed: string, all: readonly (string | number)[]): Reading {
  const given = typed.split(',').map((one) => one.trim())
  const known = all.filter((one) => given.includes(String(one)))
  if (known.length === 0 || known.length !== given.length) return { problem: 'choose_one' }
  return { value: JSON.stringify(known) }
}

function readLanguages(typed: string): Reading {
  const given = typed.split(',').map((one) => one.trim())
  const known = LANGUAGES.filter((language) => given.includes(language))
  if (known.length === 0 || known.length !== given.length) return { problem: 'missing' }
  return { value: JSON.stringify(given) }
}

/** The time zone meant by its name in any case, or by its city alone: "america/toronto", "New York". */
export function readZone(typed: string): string | null {
  const name = typed.trim().replaceAll(/\s+/g, '_')
  const meant = Intl.supportedValuesOf('timeZone').find(
    (zone) => zone.toLowerCase() === name.toLowerCase() || zone.split('/').at(-1)?.toLowerCase() === name.toLowerCase(),
  )
  if (meant !== undefined) return meant
  // Names that are good and not listed, such as UTC. Bare shifts are no zone: they know no summer.
  return /^[A-Z]/.test(name) && isZone(name) ? name : null
}

/** Reads what was typed for a setting. Text is cleaned by the form that it came from. */
export function readValue(shape: Shape, typed: string): Reading {
  switch (shape.kind) {
    case 'text':
      if (shape.isNeeded && typed.trim() === '') return { problem: 'missing' }
      return [...typed].length > shape.most ? { problem: 'too_long' } : { value: typed }
    case 'zone': {
      const zone = readZone(typed)
      return zone === null ? { problem: 'no_such_zone' } : { value: zone }
    }
    case 'country': {
      const country = typed.trim().toUpperCase()
      return isCountry(country) ? { value: country } : { problem: 'no_such_country' }
    }
    case 'languages':
      return readLanguages(typed)
    case 'number': {
      const value = Number(typed.trim())
      if (!WHOLE.test(typed.trim()) || value < shape.min || value > shape.max) return { problem: 'out_of_bounds' }
      return { value }
    }
    case 'hours':
      return readHours(typed)
    case 'email': {
      const address = typed.trim()
      if ([...address].length > shape.most) return { problem: 'too_long' }
      return address === '' || isPlainAddress(address) ? { value: address } : { problem: 'no_email' }
    }
    case 'time': {
      const time = readTime(typed)
      return time === null ? { problem: 'no_time' } : { value: time }
    }
    case 'steps':
      return readSteps(typed, shape)
    case 'weekdays':
      return readSome(typed, WEEKDAYS)
    case 'channels':
      return readSome(typed, LETTER_CHANNELS)
  }
}

/** A kept value as it is typed, so that a form begins with it. */
export function typedOf({ kind }: Shape, kept: Kept): string {
  if (kind === 'steps') return (JSON.parse(String(kept)) as number[]).join(', ')
  if (kind === 'languages' || kind === 'weekdays' || kind === 'channels')
    return (JSON.parse(String(kept)) as (Language | LetterChannel | number)[]).join(',')
  return String(kept)
}
