import type { Language } from '../../shared/text/languages.ts'
import type { TableRow } from '../store/schema.ts'
import { SHELVES } from './building.ts'

export interface EmptyOptions {
  now: Date
  newId: () => string
  language: Language
  timezone: string
}

const NAMES = {
  fr: { building: 'Immeuble', desk: 'Réception', person: 'Réception' },
  en: { building: 'Building', desk: 'Reception', person: 'Reception' },
} as const satisfies Record<Language, object>

/**
 * What a desk needs to receive parcels when all that it knew is gone: a building, itself, one person on duty and shelves.
 * Nobody in it is invented: a real parcel must never be put under the name of someone who does not exist.
 */
export function emptyBuilding({ now, newId, language, timezone }: EmptyOptions): TableRow[] {
  const at = now.toISOString()
  const buildingId = newId()
  const names = NAMES[language]
  const row = (table: TableRow['table'], values: object): TableRow =>
    ({
      table,
      row: { id: newId(), building_id: buildingId, created_at: at, updated_at: at, ...values },
    }) as unknown as TableRow
  const languages = JSON.stringify(language === 'fr' ? ['fr', 'en'] : ['en', 'fr'])
  return [
    row('buildings', { id: buildingId, name: names.building, address: '', timezone, languages, settings: '{}' }),
    row('staff', { user_id: null, display_name: names.person, role: 'admin', active: 1 }),
    row('desks', { name: names.desk, letter: 'A' }),
    ...SHELVES.map(([code, name]) => row('shelves', { code, name })),
  ]
}
