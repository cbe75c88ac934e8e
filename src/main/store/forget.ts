import Database from 'better-sqlite3'

/** Small values that belong to one computer: how it is connected, its PINs, and what it found out about itself. */
const OF_THIS_COMPUTER = ['connection', 'duty', 'restore_outcome', 'restore_test'] as const

/** Takes out of a copy of the replica what must not leave this computer, and overwrites where it stood. */
export function forgetSecrets(copy: string): void {
  const db = new Database(copy, { fileMustExist: true })
  try {
    db.pragma('secure_delete = ON')
    db.prepare(`DELETE FROM _meta WHERE key IN (${OF_THIS_COMPUTER.map(() => '?').join(', ')})`).run(
      ...OF_THIS_COMPUTER,
    )
  } finally {
    db.close()
  }
}
