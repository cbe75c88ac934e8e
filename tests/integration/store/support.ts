import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { auditBody } from '../../../src/shared/audit/entry.ts'
import { verifyFile } from '../../../src/main/store/audit/file.ts'
import type { OutboxOp } from '../../../src/main/store/outbox.ts'
import { SYNCED_TABLES } from '../../../src/main/store/columns.ts'

/** True where a test may mount its own small disks. */
export const canMount: boolean = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const dir = mkdtempSync(join(tmpdir(), 'lofts-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir], { stdio: 'ignore' })
    execFileSync('umount', [dir], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(dir, { recursive: true })
  }
})()

export interface SmallDisk {
  dir: string
  remount(options: string): void
}

/** A disk of its own, so many bytes large. */
export function smallDisk(bytes: number, later: (cleanUp: () => void) => void): SmallDisk {
  const dir = mkdtempSync(join(tmpdir(), 'lofts-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', dir])
  later(() => {
    execFileSync('umount', ['-l', dir])
    rmSync(dir, { recursive: true })
  })
  return { dir, remount: (options) => void execFileSync('mount', ['-o', `remount,${options}`, dir]) }
}

/** Takes all the space that a disk has; answers how to give it back. */
export function fillDisk(dir: string): () => void {
  const filler = join(dir, 'filler')
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // A smaller piece may still fit.
    }
  }
  return () => rmSync(filler)
}

type Rows = Map<string, Record<string, unknown>>

/** All synced rows, by table and id. */
export function allRows(db: Database.Database): Rows {
  const rows: Rows = new Map()
  for (const table of SYNCED_TABLES)
    for (const row of db.prepare<[], { id: string }>(`SELECT * FROM ${table}`).all())
      rows.set(`${table} ${row.id}`, { ...row })
  return rows
}

export const actIds = (db: Database.Database): string[] =>
  db.prepare<[], string>('SELECT id FROM _outbox ORDER BY seq').pluck().all()

/** What the rows must be: those that were loaded, with every act of the outbox done to them. */
export function replayed(db: Database.Database, loaded: Rows): Rows {
  const rows: Rows = new Map([...loaded].map(([key, row]) => [key, { ...row }]))
  for (const ops of db.prepare<[], string>('SELECT ops FROM _outbox ORDER BY seq').pluck().all()) {
    for (const { table, op, id, values } of JSON.parse(ops) as OutboxOp[]) {
      const key = `${table} ${id}`
      if (op === 'insert') rows.set(key, { ...values, change_seq: null })
      else Object.assign(rows.get(key)!, values)
    }
  }
  return rows
}

/** What is wrong with the audit log of a file: it is broken, or an act of the queue has no entry in it, or more than one. */
export async function logFaults(file: string): Promise<string[]> {
  const { broken } = await verifyFile(file)
  const db = new Database(file, { readonly: true })
  try {
    const bodies = db.prepare<[], string>('SELECT CAST(body AS TEXT) FROM _audit ORDER BY seq').pluck().all()
    const entries = new Map<string, number>()
    for (const body of bodies) {
      const { act } = auditBody.parse(JSON.parse(body))
      if (act !== undefined) entries.set(act, (entries.get(act) ?? 0) + 1)
    }
    const queued = actIds(db)
    return [
      ...(broken ? [`broken: ${JSON.stringify(broken)}`] : []),
      ...queued.filter((id) => entries.get(id) !== 1).map((id) => `${entries.get(id) ?? 0} entries of ${id}`),
      ...(entries.size === queued.length ? [] : [`${entries.size} acts in the log, ${queued.length} in the queue`]),
    ]
  } finally {
    db.close()
  }
}
