import type Database from 'better-sqlite3'
import type { StorePorts } from '../ports.ts'

const BYTES = 16

/** The salts of this desk, made when they are first needed, inside the transaction that runs. */
export function saltsOf(db: Database.Database, { random }: Pick<StorePorts, 'random'>) {
  const find = db.prepare('SELECT salt FROM _audit_salts WHERE subject = ?').pluck()
  const keep = db.prepare('INSERT INTO _audit_salts (subject, salt) VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM _audit_salts WHERE subject = ?')
  return {
    of(subject: string): Uint8Array {
      const found = find.get(subject) as Uint8Array | undefined
      if (found) return found
      const salt = random(BYTES)
      keep.run(subject, Buffer.from(salt))
      return salt
    },
    /** Digests under these salts say nothing any more, and fit no value that anybody tries. */
    forget(subjects: readonly string[]): void {
      for (const subject of subjects) remove.run(subject)
    },
  }
}
