/** What the tests of a plan share: a known building in short, and the plan of a file given as text. */
import type { ReadAs } from '../../tables/read.ts'
import { readTable } from '../../tables/read.ts'
import type { Known } from './known.ts'
import { readPeople } from './people.ts'
import { planImport } from './plan.ts'
import type { Choices } from './planTypes.ts'
import { sheetOf } from './sheet.ts'

export const TODAY = '2026-11-22'
/** A building where nobody is known. */
export const NOTHING: Known = { units: [], people: [], homes: [] }
/** Somebody known, with only what the test names. */
export const person = (id: string, given: string, family: string, more: Partial<Known['people'][number]> = {}) => ({
  id,
  given,
  family,
  email: null,
  phones: [],
  language: 'fr',
  notes: '',
  emergencyContact: null,
  sourceId: null,
  mergedInto: null,
  belongings: [],
  ...more,
})
/** A known home of somebody, without dates. */
export const home = (id: string, personId: string, unitId: string, more: Partial<Known['homes'][number]> = {}) => ({
  id,
  personId,
  unitId,
  kind: 'tenant' as const,
  from: null,
  to: null,
  ...more,
})
/** Known units without tower and floor. */
export const units = (...numbers: string[]) =>
  numbers.map((number) => ({
    id: `u${number}`,
    number,
    tower: null as string | null,
    floor: null,
  }))

/** The plan of a file given as text, and what was remarked of its people. */
export async function plan(text: string, known: Known = NOTHING, choices: Partial<Choices> = {}, as: ReadAs = {}) {
  const sheet = sheetOf(await readTable(new TextEncoder().encode(text), as), null)
  const file = readPeople(sheet, {
    uses: sheet.columns.map(({ guess }) => guess),
    dayFormats: sheet.columns.map(({ dayFormats: [only, other] }) => (other === undefined ? (only ?? null) : null)),
    nameOrder: 'given_first',
  })
  const made = planImport(file, known, { makeUnits: true, kind: 'tenant', doubts: {}, ...choices }, TODAY)
  return { ...made, remarks: file.people.flatMap(({ remarks }) => remarks) }
}
/** Each line of a plan in short: line, name, unit, state, and its problem. */
export const said = ({ lines }: Awaited<ReturnType<typeof plan>>) =>
  lines.map(({ line, name, unit, state, problem, twiceOf }) =>
    [line, name, unit, state, problem ?? twiceOf].filter((one) => one !== null).join(' '),
  )
