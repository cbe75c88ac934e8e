import type { FileBelonging } from './belongings.ts'
import type { FilePerson, Kind } from './people.ts'

type PhoneLabel = FilePerson['phones'][number]['label']

/** A unit of the building. */
export interface KnownUnit {
  id: string
  number: string
  tower: string | null
  floor: number | null
}

/** A person of the directory, as far as a file can tell of them. */
export interface KnownPerson {
  id: string
  given: string
  family: string
  email: string | null
  phones: readonly { readonly label: PhoneLabel; readonly typed: string }[]
  language: string
  notes: string
  emergencyContact: string | null
  sourceId: string | null
  /** The person whose second entry this is. */
  mergedInto: string | null
  belongings: readonly FileBelonging[]
}

/** A home that stands. */
export interface KnownHome {
  id: string
  personId: string
  unitId: string
  kind: Kind
  from: string | null
  to: string | null
}

/** The directory as it is when a preview is made. */
export interface Known {
  units: KnownUnit[]
  people: KnownPerson[]
  homes: KnownHome[]
}
