import type {
  CellProblem,
  ColumnUse,
  DateFormat,
  ImportField,
  NameOrder,
  RowProblem,
} from '../../../shared/import/fields.ts'
import { ROW_PERSONS } from '../../../shared/import/fields.ts'
import { cleanBody, cleanLine, stripMisleading } from '../../../shared/messaging/clean.ts'
import type { OCCUPANCY_KINDS } from '../../../shared/people/kinds.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { belongingsFrom, type FileBelonging } from './belongings.ts'
import { readDay } from './days.ts'
import { joinNames, splitNames, type PersonName } from './names.ts'
import type { Sheet } from './sheet.ts'
import { spoiled, spoiledName } from './spoiled.ts'
import { kindIn, STANDS_FOR } from './roles.ts'

export type Kind = (typeof OCCUPANCY_KINDS)[number]

/** A cell that was left aside, and why. */
export interface Remark {
  line: number
  column: string
  problem: CellProblem
  value: string
}

/** The unit of a row as the file writes it. */
export interface FileUnit {
  line: number
  column: string
  number: string
  tower: string | null
  floor: number | null
}

/** A person of the file. Null is what it does not say. */
export interface FilePerson {
  key: string
  line: number
  name: PersonName
  unit: FileUnit
  email: string | null
  phones: { label: 'mobile' | 'home' | 'work' | 'other'; typed: string }[]
  language: Language | null
  kind: Kind | null
  from: string | null
  to: string | null
  /** The file says that they are gone, or never came. */
  hasLeft: boolean
  sourceId: string | null
  emergencyContact: string | null
  notes: string | null
  belongings: FileBelonging[]
  remarks: Remark[]
}

/** A row, or a person of it, that cannot be taken. */
export interface Refused {
  key: string
  line: number
  column: string | null
  problem: RowProblem | CellProblem
  value: string
  name: string
  unit: string
}

export interface FilePeople {
  people: FilePerson[]
  refused: Refused[]
  /** Units in which the file has nobody. */
  vacant: FileUnit[]
}

export interface ReadOptions {
  uses: readonly ColumnUse[]
  /** How the days of each column are written; null where nobody knows: no day is read there. */
  dayFormats: readonly (DateFormat | null)[]
  nameOrder: NameOrder
}

const NOBODY = /^(?:vacant|vide|libre|vacante?|none|aucun|n ?a|unoccupied|available|disponible)$/
const GONE =
  /\b(?:past|former|ancien(?:ne)?|moved out|vacated|parti(?:e)?|evicted|inactive|inactif|canceled|cancelled|denied|applicant|prospect)\b/
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const PHONES = { mobilePhone: 'mobile', homePhone: 'home', workPhone: 'work', phone: 'other' } as const
const MOST = {
  email: 320,
  phone: 64,
  emergencyContact: 500,
  notes: 2000,
  sourceId: 100,
  name: 200,
  unit: 40,
  tower: 100,
}

/** A name of signs alone is one when it shows something. */
const isNobody = (family: string): boolean => {
  const folded = fold(family)
  return folded === '' ? !/\p{Extended_Pictographic}/u.test(family) : NOBODY.test(folded)
}

const languageOf = (cell: string): Language | null =>
  /^(?:f|fr|fra|french|francais.*|fr ca|fr fr)$/.test(cell)
    ? 'fr'
    : /^(?:e|a|en|eng|english.*|anglais.*|en ca|en us)$/.test(cell)
      ? 'en'
      : null

const long = (text: string, most: number): boolean => [...text].length > most
const oneLine = (text: string): string => stripMisleading(cleanLine(text)).trim()

/** Why a cell says nothing that can be taken. */
interface Left {
  left: CellProblem
}
const left = (problem: CellProblem): Left => ({ left: problem })
const isLeft = (value: unknown): value is Left => typeof value === 'object' && value !== null && 'left' in value

/** The cells of one row by what they tell. What cannot be read is left aside, with a remark. */
function createRow(sheet: Sheet, options: ReadOptions, at: number) {
  const row = sheet.rows[at]!
  const line = sheet.lines[at]!
  const remarks: Remark[] = []
  const columnOf = (field: ImportField, person: number) =>
    options.uses.findIndex((use) => use?.field === field && use.person === person)
  const heading = (field: ImportField, person = 1) => sheet.columns[columnOf(field, person)]?.heading ?? ''
  const leave = (field: ImportField, person: number, problem: CellProblem, value: string): null => {
    remarks.push({ line, column: heading(field, person), problem, value })
    return null
  }
  const text = (field: ImportField, person = 1): string => {
    const column = columnOf(field, person)
    return column < 0 ? '' : row[column]!
  }
  const read = <T>(
    field: ImportField,
    person: number,
    most: number,
    as: (cell: string) => T,
  ): Exclude<T, Left> | null => {
    const cell = text(field, person)
    if (cell === '') return null
    const problem = spoiled(cell) ?? (long(cell, most) ? 'too_long' : null)
    const value = problem === null ? as(cell) : left(problem)
    return isLeft(value) ? leave(field, person, value.left, cell) : (value as Exclude<T, Left>)
  }
  return {
    line,
    remarks,
    heading,
    text,
    read,
    dayFormat: (field: ImportField) => options.dayFormats[columnOf(field, 1)] ?? null,
  }
}

type Row = ReturnType<typeof createRow>

const dayOf = (row: Row, field: 'from' | 'to'): string | null => {
  const format = row.dayFormat(field)
  if (format === null) return null
  return row.read(
    field,
    1,
    60,
    (cell) => readDay(cell, format) ?? left(/^\d{5}$/.test(cell) ? 'date_number' : 'no_such_date'),
  )
}

const emailOf = (cell: string): string | Left =>
  cell.split(/[;,\s]+/).find((part) => EMAIL.test(part)) ?? left('no_email')

const floorOf = (cell: string): number | Left => {
  const floor = /^-?\d{1,3}$/.exec(cell.replace(/(?:e|er|re|th|st|nd|rd)$/i, ''))
  return floor ? Number(floor[0]) : left('no_floor')
}

const NAME_FIELDS = ['fullName', 'givenName', 'middleName', 'familyName'] as const

function namesOf(row: Row, person: number, order: NameOrder): PersonName[] {
  const full = oneLine(row.text('fullName', person))
  if (full !== '') return splitNames(full, order)
  return joinNames(
    oneLine(row.text('givenName', person)),
    oneLine(row.text('middleName', person)),
    oneLine(row.text('familyName', person)),
  )
}

/** What the row tells of one of its persons besides the name. */
function contactOf(row: Row, person: number) {
  const phones = (['mobilePhone', 'homePhone', 'workPhone', 'phone'] as const).flatMap((field) => {
    const typed = row.read(field, person, MOST.phone, oneLine)
    return typed === null ? [] : [{ label: PHONES[field], typed }]
  })
  return {
    email: row.read('email', person, MOST.email, emailOf),
    phones,
    language: row.read('language', person, 60, (cell) => languageOf(fold(cell)) ?? left('no_language')),
    kind: row.read('kind', person, 100, (cell) => kindIn(fold(cell)) ?? left('no_kind')),
    sourceId: row.read('sourceId', person, MOST.sourceId, oneLine),
    emergencyContact: row.read('emergencyContact', person, MOST.emergencyContact, oneLine),
    notes: row.read('notes', person, MOST.notes, cleanBody),
    belongings: belongingsFrom((field, most) => row.read(field, person, most, oneLine)),
  }
}

const NOTHING = {
  email: null,
  phones: [],
  language: null,
  kind: null,
  sourceId: null,
  emergencyContact: null,
  notes: null,
  belongings: [],
}

/** Everybody whom the rows name, row by row and person by person. Nothing is guessed: what is not sure is left aside and said. */
export function readPeople(sheet: Sheet, options: ReadOptions): FilePeople {
  const found: FilePeople = { people: [], refused: [], vacant: [] }
  for (const at of sheet.rows.keys()) readRow(createRow(sheet, options, at), options, found)
  return found
}

function readRow(row: Row, options: ReadOptions, found: FilePeople): void {
  const unit: FileUnit = {
    line: row.line,
    column: row.heading('unit'),
    number: oneLine(row.text('unit')),
    tower: row.read('tower', 1, MOST.tower, oneLine),
    floor: row.read('floor', 1, 20, floorOf),
  }
  const from = dayOf(row, 'from')
  const to = dayOf(row, 'to')
  const hasLeft = GONE.test(fold(row.text('status')))
  const refuse = (key: string, name: string, problem: Refused['problem'], column: string | null, value: string) =>
    found.refused.push({ key, line: row.line, column, problem, value, name, unit: unit.number })
  let persons = 0
  for (let person = 1; person <= ROW_PERSONS; person += 1) {
    const spoiledIn = NAME_FIELDS.find((field) => spoiledName(oneLine(row.text(field, person))) !== null)
    if (spoiledIn) {
      const cell = oneLine(row.text(spoiledIn, person))
      persons += 1
      refuse(
        `${row.line}.${persons}`,
        cell.slice(0, 80),
        spoiledName(cell)!,
        row.heading(spoiledIn, person),
        cell.slice(0, 80),
      )
      continue
    }
    const names = namesOf(row, person, options.nameOrder).filter(({ family }) => !isNobody(family))
    if (names.length === 0) continue
    const role = row.text('kind', person)
    const livesElsewhere = STANDS_FOR.test(fold(role))
    const contact = contactOf(row, person)
    for (const [place, name] of names.entries()) {
      persons += 1
      const key = `${row.line}.${persons}`
      const whole = [name.given, name.family].join(' ').trim()
      const problem = long(name.given, MOST.name) || long(name.family, MOST.name) ? 'too_long' : null
      // Two persons in one cell: what stands beside is the first one's.
      const own = place === 0 ? contact : { ...NOTHING, kind: contact.kind }
      if (problem) refuse(key, whole.slice(0, 80), problem, null, whole.slice(0, 80))
      else if (livesElsewhere) refuse(key, whole, 'stands_for', row.heading('kind', person), oneLine(role).slice(0, 80))
      else if (unit.number === '') refuse(key, whole, 'no_unit', unit.column || null, '')
      else if (long(unit.number, MOST.unit)) refuse(key, whole, 'too_long', unit.column, unit.number.slice(0, 80))
      else if (from !== null && to !== null && to < from) refuse(key, whole, 'ends_before', row.heading('to'), to)
      else
        found.people.push({
          key,
          line: row.line,
          name,
          unit,
          ...own,
          from,
          to,
          hasLeft,
          remarks: persons === 1 ? row.remarks : [],
        })
    }
  }
  if (persons > 0) return
  if (unit.number === '') refuse(`${row.line}.0`, '', 'no_unit', unit.column || null, '')
  else found.vacant.push(unit)
}
