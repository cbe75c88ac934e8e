/** How a column travels: the replica keeps booleans as 0/1 and JSON as text, the wire carries JSON. */
export type ColumnKind = 'id' | 'text' | 'int' | 'bool' | 'json' | 'instant' | 'date' | 'seq'

const COMMON = { id: 'id', building_id: 'id', created_at: 'instant', updated_at: 'instant', deleted_at: 'instant', change_seq: 'seq' } as const

/** Every synced table with its columns, the same names in SQLite, in Postgres and on the wire. */
export const SYNC_TABLES = {
  buildings: { ...COMMON, name: 'text', address: 'text', timezone: 'text', languages: 'json', settings: 'json' },
  staff: { ...COMMON, user_id: 'id', display_name: 'text', role: 'text', active: 'bool' },
  desks: { ...COMMON, name: 'text', letter: 'text' },
  units: { ...COMMON, number: 'text', floor: 'int', tower: 'text' },
  residents: {
    ...COMMON, given_name: 'text', family_name: 'text', aliases: 'json', language: 'text', email: 'text', phone: 'text', channels: 'json',
    emergency_contact: 'text', notes: 'text', confirmed_on: 'date',
  },
  occupancies: { ...COMMON, resident_id: 'id', unit_id: 'id', kind: 'text', from_date: 'date', to_date: 'date', receives_packages: 'bool' },
  authorisations: { ...COMMON, resident_id: 'id', name: 'text', note: 'text', from_date: 'date', to_date: 'date' },
  absences: { ...COMMON, resident_id: 'id', kind: 'text', from_date: 'date', to_date: 'date', note: 'text' },
  shelves: { ...COMMON, code: 'text', name: 'text' },
  packages: {
    ...COMMON, short_number: 'text', label_code: 'text', pickup_code: 'text', unit_id: 'id', resident_id: 'id', carrier: 'text', tracking_number: 'text',
    raw_barcode: 'text', symbology: 'text', kind: 'text', perishable: 'bool', oversize: 'bool', signature_required: 'bool', shelf_id: 'id', note: 'text',
    status: 'text', direction: 'text', received_at: 'instant', received_by: 'id',
  },
  package_events: {
    ...COMMON, package_id: 'id', act_id: 'id', type: 'text', from_status: 'text', to_status: 'text', actor_id: 'id', desk_id: 'id', at: 'instant', detail: 'json',
    undoes_act_id: 'id',
  },
  handovers: {
    ...COMMON, package_id: 'id', act_id: 'id', resident_id: 'id', collected_by: 'text', proof: 'text', signature: 'text', handed_by: 'id', at: 'instant',
  },
  notices: {
    ...COMMON, package_id: 'id', resident_id: 'id', channel: 'text', language: 'text', template: 'text', state: 'text', send_after: 'instant', sent_at: 'instant',
    error: 'text',
  },
  carrier_rules: { ...COMMON, carrier: 'text', prefix: 'text', length: 'int' },
} as const satisfies Record<string, Record<string, ColumnKind>>

export type SyncTable = keyof typeof SYNC_TABLES
