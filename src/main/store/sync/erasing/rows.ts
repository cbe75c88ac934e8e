import { erasedDetail, erasedFileName, ERASED_SIGNATURE, ERASED_TEXT } from '../../../../shared/privacy/erasing.ts'
import type { AnyRow } from '../../rows.ts'
import type { SyncedTable } from '../../schema.ts'

/** What an erasure says of itself. */
export interface Erased {
  /** The name that stands instead. */
  shownAs: string
  /** When: what ends with the person has ended then. */
  at: string
}

const ended = (row: AnyRow, at: string): AnyRow => ('deleted_at' in row ? { deleted_at: row['deleted_at'] ?? at } : {})

/** Whatever the details of an event hold, nothing of it is taken over that cannot be read. */
function detailOf(json: unknown): string {
  try {
    const detail: unknown = JSON.parse(String(json))
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail))
      return JSON.stringify(erasedDetail(detail as Record<string, unknown>))
  } catch {
    // Not the program's own writing.
  }
  return '{}'
}

/** By table: what its row says of a person becomes this. Values are the replica's; private.keep_erased says the same on the server. */
const ERASED: { readonly [T in SyncedTable]?: (row: AnyRow, erased: Erased) => AnyRow } = {
  residents: (row, { shownAs, at }) => ({
    given_name: '',
    family_name: shownAs,
    aliases: '[]',
    email: null,
    phones: '[]',
    channels: '[]',
    emergency_contact: null,
    notes: '',
    confirmed_on: null,
    source_id: null,
    collecting: null,
    access_need: '',
    distinct_from: '[]',
    notice_choices: '{}',
    ...ended(row, at),
  }),
  occupancies: (row, { at }) => ({ share: null, ...ended(row, at) }),
  authorisations: (row, { shownAs, at }) => ({ name: shownAs, note: '', ...ended(row, at) }),
  belongings: (row, { shownAs, at }) => ({ name: shownAs, place: '', note: '', ...ended(row, at) }),
  absences: (row, { at }) => ({ note: '', ...ended(row, at) }),
  packages: () => ({ note: '', written_name: null, raw_barcode: null }),
  package_events: (row) => ({ detail: detailOf(row['detail']) }),
  handovers: (row, { shownAs }) => ({
    collected_by: shownAs,
    signature: row['signature'] == null ? null : ERASED_SIGNATURE,
  }),
  notices: () => ({ error: null }),
  conversations: () => ({ subject: '' }),
  messages: (row, { at }) => ({ body: '', removed_at: row['removed_at'] ?? at }),
  attachments: (row) => ({ name: erasedFileName(String(row['type'])) }),
  directory_events: () => ({ before: '{}', after: '{}', reason: null }),
}

/** The columns of a row that change with an erasure. */
export function erasedColumns(table: SyncedTable, row: AnyRow, erased: Erased): AnyRow {
  const values = ERASED[table]?.(row, erased) ?? {}
  return Object.fromEntries(Object.entries(values).filter(([column, value]) => row[column] !== value))
}

/**
 * The same for a change of a row that waits to be sent: of the columns that it names. It neither ends the row nor empties a
 * message, which the server would refuse; the server erases what it takes.
 */
export function erasedValues(table: SyncedTable, values: AnyRow, erased: Erased): AnyRow {
  const named = Object.entries(erasedColumns(table, values, erased)).filter(([column]) => column in values)
  const told = Object.fromEntries(named.filter(([column]) => column !== 'deleted_at' && column !== 'removed_at'))
  return table === 'messages' && told['body'] === '' && values['removed_at'] == null
    ? { ...told, body: ERASED_TEXT }
    : told
}
