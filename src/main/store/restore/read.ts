import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, isOfEnvironment, isPassing } from '../faults.ts'
import { LOCAL_TABLES, localKey, outliving, type LocalTableName } from '../localTables.ts'
import type { Logger } from '../ports.ts'

export type Rows = Record<string, string | number | null>[]

/** What one file still holds of this desk. */
export interface Held {
  /** The building whose file it is; null when that cannot be read. */
  building: string | null
  entries: Rows
  kept: Record<string, Rows>
  numbers: Record<string, number>
  synced: boolean
  /** The tables of which every row was read. */
  complete: string[]
  /** All was read that ever can be. */
  whole: boolean
  /** Some acts may stand where nothing can be read any more. */
  holes: boolean
}

/** What belongs to this desk beside its queue. */
const KEPT = outliving('decisions', 'work')
const NOTHING: Held = {
  building: null,
  entries: [],
  kept: {},
  numbers: {},
  synced: false,
  complete: [],
  whole: true,
  holes: true,
}
const TRIES = 3
const PAUSE_MS = 100

/**
 * Reads what a damaged replica still holds of this desk. The file itself is not changed. `donor` is a good backup of the
 * same replica: its first page stands in when the damaged one cannot be read. A full disk is thrown: it says nothing about
 * the file.
 */
export async function readHeld(file: string, donor: string, log: Logger): Promise<Held> {
  for (let tries = 1; ; tries++) {
    try {
      return readOnce(file, donor, log, tries < TRIES)
    } catch (error) {
      const passing = isPassing(error)
      if (isOfEnvironment(error) && !passing) throw error
      log.warn('store.rescue_again', { detail: describe(error) })
      if (passing && tries < TRIES) {
        await setTimeout(PAUSE_MS)
        continue
      }
      log.error('store.rescue_failed', { detail: describe(error) })
      return { ...NOTHING, whole: !passing }
    }
  }
}

function readOnce(file: string, donor: string, log: Logger, again: boolean): Held {
  try {
    return readFrom(file, again)
  } catch (error) {
    if (isOfEnvironment(error)) throw error
    log.warn('store.rescue_needs_first_page', { detail: describe(error) })
  }
  const copy = `${file}.rescue`
  const copies = [copy, `${copy}-wal`, `${copy}-shm`]
  try {
    for (const old of copies) rmSync(old, { force: true })
    copyFileSync(file, copy, constants.COPYFILE_FICLONE)
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE)
    borrowFirstPage(copy, donor)
    return readFrom(copy, again)
  } finally {
    for (const old of copies) rmSync(old, { force: true })
  }
}

function readFrom(file: string, again: boolean): Held {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  /** Bad pages hide what lies on them; a disk that fails is asked once more. */
  const orSkip = <T>(read: () => T, instead: T): T => {
    try {
      return read()
    } catch (error) {
      if (isOfEnvironment(error) && (again || !isPassing(error))) throw error
      if (isPassing(error)) whole = false
      return instead
    }
  }
  /** From both ends: a bad page in the middle hides only what lies on it. */
  const bothWays = (table: LocalTableName): Rows => {
    const found = new Map<string, Rows[number]>()
    let every = true
    let here = true
    for (const way of ['ASC', 'DESC']) {
      const order = LOCAL_TABLES[table].key.map((column) => `${column} ${way}`).join(', ')
      // Null where the file is older than the table.
      const select = orSkip(() => db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`), null)
      const toTheEnd = orSkip(() => {
        for (const row of (select?.iterate() ?? []) as Iterable<Rows[number]>)
          if (Object.values(row).every(isPlain)) found.set(localKey(table, row), row)
          else every = false
        return true
      }, false)
      every &&= toTheEnd
      here &&= select !== null
    }
    holes ||= !every
    if (every && here) complete.push(table)
    return [...found.values()]
  }
  let whole = true
  let holes = false
  const complete: string[] = []
  try {
    // Throws where not even the list of tables can be read.
    db.prepare('SELECT 1 FROM _outbox LIMIT 1')
    const one = (sql: string): unknown => orSkip(() => db.prepare(sql).pluck().get(), undefined)
    const held: Omit<Held, 'whole' | 'holes' | 'complete'> = {
      building:
        (one('SELECT id FROM buildings WHERE deleted_at IS NULL ORDER BY id LIMIT 1') as string | undefined) ?? null,
      entries: bothWays('_outbox').toSorted((a, b) => Number(a['seq']) - Number(b['seq'])),
      kept: Object.fromEntries(KEPT.map((table) => [table, bothWays(table)])),
      numbers: numbersIn(orSkip(() => newestNumbers(db), [])),
      synced: one("SELECT 1 FROM _sync WHERE key = 'cursor'") !== undefined,
    }
    return { ...held, complete, whole, holes }
  } finally {
    db.close()
  }
}

/** A bad page may hold anything. */
const isPlain = (value: unknown): boolean => value === null || typeof value === 'string' || typeof value === 'number'

const newestNumbers = (db: Database.Database): string[] =>
  db.prepare<[], string>('SELECT short_number FROM packages ORDER BY rowid DESC LIMIT 2000').pluck().all()

function numbersIn(newestFirst: readonly string[]): Record<string, number> {
  const numbers: Record<string, number> = {}
  for (const text of newestFirst) {
    const [, letter, digits] = /^([A-Z]+)(\d+)$/.exec(text) ?? []
    if (letter !== undefined) numbers[letter] ??= Number(digits)
  }
  return numbers
}

/** The first page holds the header and the list of tables, which change only by a migration. */
function borrowFirstPage(copy: string, donor: string): void {
  const from = openSync(donor, 'r')
  const to = openSync(copy, 'r+')
  try {
    const head = Buffer.alloc(100)
    readSync(from, head, 0, 100, 0)
    const size = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
    const page = Buffer.alloc(size)
    readSync(from, page, 0, size, 0)
    // Backups are without a log, the replica has one.
    page.writeUInt8(2, 18)
    page.writeUInt8(2, 19)
    page.writeUInt32BE(Math.floor(statSync(copy).size / size), 28)
    for (let done = 0; done < size;) done += writeSync(to, page, done, size - done, done)
  } finally {
    closeSync(from)
    closeSync(to)
  }
}
