import type { Language } from '../../shared/text/languages.ts'
import type { TableRow } from '../store/schema.ts'
import { begunBuilding } from './begun.ts'
import { SHELVES } from './building.ts'

export interface EmptyOptions {
  now: Date
  newId: () => string
  language: Language
  timezone: string
}

/** What a place is called as long as nobody has named it. */
export const PLACE_NAMES = {
  fr: { building: 'Immeuble', desk: 'Réception', person: 'Réception' },
  en: { building: 'Building', desk: 'Reception', person: 'Reception' },
} as const satisfies Record<Language, object>

function unnamed({ now, newId, language, timezone }: EmptyOptions, settings: object): TableRow[] {
  const names = PLACE_NAMES[language]
  return begunBuilding(now, newId, {
    name: names.building,
    address: '',
    timezone,
    languages: language === 'fr' ? ['fr', 'en'] : ['en', 'fr'],
    settings,
    desk: { name: names.desk, letter: 'A' },
    person: names.person,
  })
}

/**
 * What a desk needs to receive parcels when all that it knew is gone: a building, itself, one person on duty and shelves.
 * Nobody in it is invented: a real parcel must never be put under the name of someone who does not exist.
 */
export function emptyBuilding(options: EmptyOptions): TableRow[] {
  const { now, newId } = options
  const rows = unnamed(options, {})
  const at = now.toISOString()
  const common = { building_id: rows[0]!.row.id, created_at: at, updated_at: at }
  const shelves = SHELVES.map(
    ([code, name, takes]) =>
      ({ table: 'shelves', row: { id: newId(), ...common, code, name, takes } }) as unknown as TableRow,
  )
  return [...rows, ...shelves]
}

/** A desk that waits for the building of its project, which takes the place of this one. */
export const awaitingProject = (options: EmptyOptions): TableRow[] => unnamed(options, { awaits: 'project' })
