import type { Language } from '../../shared/text/languages.ts'
import type { TableRow } from '../store/schema.ts'

export interface Begun {
  name: string
  address: string
  timezone: string
  languages: readonly Language[]
  settings?: object
  desk: { name: string; letter: string }
  /** The first administrator. */
  person: string
  /** Whether that person typed all this; else the program named it. */
  isTyped?: boolean
}

/** The rows that a building begins with: itself, one desk and one person. */
export function begunBuilding(now: Date, newId: () => string, begun: Begun): TableRow[] {
  const at = now.toISOString()
  const buildingId = newId()
  const [staffId, deskId] = [newId(), newId()]
  const { name, address, timezone, languages, isTyped = false } = begun
  const settings = { ...begun.settings, ...(isTyped && { begun: { by: staffId, desk: deskId } }) }
  const row = (table: TableRow['table'], values: object): TableRow =>
    ({
      table,
      row: { id: newId(), building_id: buildingId, created_at: at, updated_at: at, ...values },
    }) as unknown as TableRow
  return [
    row('buildings', {
      id: buildingId,
      name,
      address,
      timezone,
      languages: JSON.stringify(languages),
      settings: JSON.stringify(settings),
    }),
    row('staff', { id: staffId, user_id: null, display_name: begun.person, role: 'admin', active: 1 }),
    row('desks', { id: deskId, ...begun.desk }),
  ]
}
