import { join } from 'node:path'
import Database from 'better-sqlite3'
import { applyPragmas, connect } from '../../src/main/store/connection.ts'

/** The bytes that the registration of a parcel puts on disk: its rows and its entry in the outbox. */
export function registeredBytes(file: string, id: string): Buffer {
  const db = new Database(file, { readonly: true })
  try {
    const rows = [
      db.prepare('SELECT * FROM packages WHERE id = ?').all(id),
      db.prepare('SELECT * FROM package_events WHERE package_id = ?').all(id),
      db.prepare('SELECT * FROM notices WHERE package_id = ?').all(id),
      db.prepare('SELECT * FROM _outbox WHERE seq IN (SELECT seq FROM _outbox_rows WHERE row_id = ?)').all(id),
    ].flat() as object[]
    if (rows.length < 3) throw new Error('the registration is not in the file')
    return Buffer.from(rows.flatMap((row) => Object.values(row).map((value) => String(value ?? ''))).join(''))
  } finally {
    db.close()
  }
}

/** A file beside the replica with the same settings and one bare table: what a durable commit costs on this disk, now. */
export function bareCommits(dir: string) {
  const db = connect(join(dir, 'bare.db'))
  applyPragmas(db)
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO bare (body) VALUES (?)')
  return { commit: (body: Buffer) => void insert.run(body), close: () => db.close() }
}
