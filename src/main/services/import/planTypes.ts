import type { Doubt, LineState } from '../../../shared/import/fields.ts'
import type { Change } from './changes.ts'
import type { FilePerson, Kind, Refused } from './people.ts'
import type { NewUnit } from './units.ts'

/** What a person decides before the import. */
export interface Choices {
  /** Units that the building does not have are made. */
  makeUnits: boolean
  /** How people live here whose row does not say it. */
  kind: Kind
  /** Who doubtful people are, by the key of their row: the one who is proposed, or somebody new. */
  doubts: Readonly<Record<string, 'same' | 'new'>>
}

/** A person of the file as the preview shows them. */
export interface PlanLine {
  key: string
  line: number
  name: string
  unit: string
  state: LineState
  changes: Change[]
  doubt: Doubt | null
  /** Whom a doubtful one may be. */
  candidate: { id: string; name: string; unit: string } | null
  problem: Refused['problem'] | null
  column: string | null
  value: string
  /** The earlier line that says the same. */
  twiceOf: number | null
}

/** A home that stands and that the file does not name. */
export interface Gone {
  homeId: string
  personId: string
  name: string
  unit: string
  from: string | null
}

export interface HomeWrite {
  homeId: string | null
  unit: { readonly id: string } | { readonly make: string }
  kind: Kind | null
  from: string | null
  to: string | null
}

/** What one person’s rows write. */
export interface PersonWrite {
  personId: string | null
  told: FilePerson
  changes: Change[]
  phones: FilePerson['phones']
  belongings: FilePerson['belongings']
  homes: HomeWrite[]
}

export interface Plan {
  lines: PlanLine[]
  gone: Gone[]
  newUnits: NewUnit[]
  /** The new units as they are shown. */
  newUnitNames: string[]
  writes: PersonWrite[]
}

export const nameOf = ({ given, family }: { given: string; family: string }): string => [given, family].join(' ').trim()

/** A line about which nothing is to be said yet. */
export const plainLine = (key: string, line: number, name: string, unit: string): PlanLine => ({
  key,
  line,
  name,
  unit,
  state: 'same',
  changes: [],
  doubt: null,
  candidate: null,
  problem: null,
  column: null,
  value: '',
  twiceOf: null,
})

export const refusedLine = ({ key, line, column, problem, value, name, unit }: Refused): PlanLine => ({
  ...plainLine(key, line, name, unit),
  state: 'refused',
  problem,
  column,
  value,
})
