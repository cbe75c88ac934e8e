import { uuidv7 } from 'uuidv7'
import Database from 'better-sqlite3'
import { applyPragmas, connect } from '../../src/main/store/connection.ts'

type Row = Record<string, unknown>
/** What differs from one registration to the next. */
export interface Differs {
  n: number
  unitId: string | null
  residentId: string | null
}

const ROWS = {
  packages: 'SELECT * FROM packages WHERE id = @parcel',
  package_events: 'SELECT * FROM package_events WHERE package_id = @parcel',
  notices: 'SELECT * FROM notices WHERE package_id = @parcel',
  _base:
    'SELECT * FROM _base WHERE row_id = @parcel OR row_id IN (SELECT id FROM package_events WHERE package_id = @parcel) OR row_id IN (SELECT id FROM notices WHERE package_id = @parcel)',
  _outbox: 'SELECT * FROM _outbox WHERE seq IN (SELECT seq FROM _outbox_rows WHERE row_id = @parcel)',
}

/** The rows that one registration wrote, table by table. */
function rowsOf(file: string, parcel: string): { table: string; row: Row }[] {
  const db = new Database(file, { readonly: true })
  try {
    return Object.entries(ROWS).flatMap(([table, sql]) =>
      (db.prepare(sql).all({ parcel }) as Row[]).map((row) => ({ table, row })),
    )
  } finally {
    db.close()
  }
}

/**
 * The rows of a registration once more, in a replica of the same size, by statements prepared once in one durable commit, and
 * nothing else: what SQLite and the disk ask for them. `file` is a copy of its own.
 */
export function bareRows(file: string, { from, parcel }: { from: string; parcel: string }) {
  const db = connect(file)
  applyPragmas(db)
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const given = rowsOf(from, parcel).map(({ table, row }) => {
    // Given out anew with each row.
    const columns = Object.keys(row).filter((column) => column !== 'seq')
    const places = columns.map(() => '?').join(', ')
    return { row, columns, insert: db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`) }
  })
  if (given.length < 5) throw new Error('the registration is not in the file')
  return {
    close: () => db.close(),
    /** Answers how to commit them; what they hold is made before. */
    next({ n, unitId, residentId }: Differs): () => void {
      const ids = new Map<unknown, string>()
      const fresh = (id: unknown) => {
        const known = ids.get(id)
        if (known) return known
        const made = uuidv7()
        ids.set(id, made)
        return made
      }
      const code = uuidv7().replaceAll('-', '').slice(-9).toUpperCase()
      const at = new Date().toISOString()
      const valueOf = (column: string, value: unknown): unknown => {
        if (column === 'unit_id') return unitId
        if (column === 'resident_id') return residentId
        if (column === 'label_code') return code
        if (column === 'tracking_number' || column === 'raw_barcode') return `BENCH${n}`
        if (column === 'short_number') return `A${1 + (n % 999)}`
        if (column === 'received_at') return at
        if (column === 'ops')
          return [...ids].reduce((text, [old, now]) => text.replaceAll(String(old), now), String(value))
        const own = column === 'id' || column === 'package_id' || column === 'act_id' || column === 'row_id'
        return own ? fresh(value) : value
      }
      const inserts = given.map(({ row, columns, insert }) => {
        const values = columns.map((column) => valueOf(column, row[column]))
        return () => void insert.run(values)
      })
      return () => {
        begin.run()
        for (const run of inserts) run()
        commit.run()
      }
    },
  }
}
