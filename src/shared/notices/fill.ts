import { aParcelOf } from '../carriers/index.ts'
import type { NoticeFacts, NoticeForm } from './facts.ts'
import { LETTER_WORDS } from './words.ts'

/** What the texts of a notice may ask for. A text message shows no name, and what anybody can read shows no code. */
export const VARIABLES = {
  email: ['name', 'building', 'parcels', 'numbers', 'pickup_code'],
  sms: ['building', 'parcels', 'numbers', 'pickup_code'],
  slip: ['building', 'parcels', 'numbers'],
} as const satisfies Record<NoticeForm, readonly string[]>
export type NoticeVariable = (typeof VARIABLES)['email'][number]
type Values = Readonly<Record<NoticeVariable, string>>

/** So many numbers are named; the rest is counted. */
const NUMBERS_NAMED = 5

function numbersOf({ parcels, language }: NoticeFacts): string {
  const words = LETTER_WORDS[language]
  const numbers = parcels.map(({ shortNumber }) => shortNumber)
  const shown = numbers.length > NUMBERS_NAMED + 1 ? numbers.slice(0, NUMBERS_NAMED) : numbers.slice(0, -1)
  const last = shown.length === numbers.length - 1 ? numbers.at(-1)! : words.more(numbers.length - shown.length)
  return shown.length === 0 ? last : shown.join(', ') + words.and + last
}

/** The values of a notice's variables. */
export const valuesOf = (facts: NoticeFacts): Values => ({
  name: facts.name,
  building: facts.building,
  parcels:
    facts.parcels.length === 1
      ? aParcelOf(facts.parcels[0]!.carrier, facts.language)
      : LETTER_WORDS[facts.language].several(facts.parcels.length),
  numbers: numbersOf(facts),
  pickup_code: facts.pickupCode,
})

/** Puts the values in, once: a value that looks like a variable stays as it is, an empty one takes its space along. */
export const fill = (text: string, values: Values, shown: (value: string) => string = (value) => value): string =>
  text.replaceAll(/( ?)\{([a-z_]+)\}/g, (whole, space: string, name: string) => {
    const value = values[name as NoticeVariable] as string | undefined
    return value === undefined ? whole : value === '' ? '' : space + shown(value)
  })
