import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { APPLICATION_ID } from './connection.ts'
import { describe } from './faults.ts'
import type { Logger } from './ports.ts'
import { SINCE, SYNCED_TABLES } from './columns.ts'
import { LOCAL_TABLES, type LocalTableName } from './localTables.ts'

interface CoreTable {
  name: string
  /** The schema version from which on a file has it. */
  since: number
}
const CORE_TABLES: readonly CoreTable[] = [
  ...SYNCED_TABLES.map((name) => ({ name, since: SINCE[name] ?? 1 })),
  // What a search or a list is made anew from is checked itself.
  ...(Object.keys(LOCAL_TABLES) as LocalTableName[])
    .filter((name) => LOCAL_TABLES[name].sync || LOCAL_TABLES[name].outlives !== 'made')
    .map((name) => ({ name, since: LOCAL_TABLES[name].since })),
]

export type FileCheck =
  | { good: true; schema: number; packages: number }
  /** `fault`: the disk did not let it be read, which proves nothing about what stands there. */
  | { good: false; why: string; fault: boolean }

interface CheckTask {
  file: string
  applicationId: number
  tables: readonly CoreTable[]
  /** A copy of a replica is in WAL mode and would grow side files whenever it is read: take it out of it first. */
  seal: boolean
}

/** Names core tables that are not there, or null. Costs nothing worth measuring. */
export function missingTables(db: Database.Database): string | null {
  const present = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
  const schema = Number(db.pragma('user_version', { simple: true }))
  const missing = CORE_TABLES.filter(({ name, since }) => since <= schema && !present.has(name)).map(({ name }) => name)
  return missing.length > 0 ? `missing tables: ${missing.join(', ')}` : null
}

const TRIES = 3
const PAUSE_MS = 200

/** Checks a file; a disk that fails is asked again, and only what it fails to read each time counts. */
export async function checkFile(file: string, log: Logger, options: { seal?: boolean } = {}): Promise<FileCheck> {
  for (let tries = 1; ; tries++) {
    const check = await checkOnce(file, log, options)
    if (check.good || !check.fault || tries === TRIES) return check
    log.warn('store.check_again', { detail: check.why })
    await setTimeout(PAUSE_MS)
  }
}

/**
 * Opens a database file and reads its core tables whole: about a second per million parcels, in a thread of its own,
 * so that a scan never waits for it. The file is not changed, but for `seal`.
 */
function checkOnce(file: string, log: Logger, { seal = false }: { seal?: boolean }): Promise<FileCheck> {
  const task: CheckTask = { file, applicationId: APPLICATION_ID, tables: CORE_TABLES, seal }
  return new Promise((resolve) => {
    let answered = false
    // Where no thread can be had, a slow answer is better than none.
    const here = (error: unknown) => {
      if (answered) return
      answered = true
      log.warn('store.check_in_main_thread', { detail: describe(error) })
      resolve(readWhole(Database, task))
    }
    try {
      const module = createRequire(import.meta.url).resolve('better-sqlite3')
      const worker = new Worker(THREAD, { eval: true, workerData: { module, task } })
      worker.once('message', (check: FileCheck) => {
        answered = true
        resolve(check)
        void worker.terminate()
      })
      worker.once('error', here)
      worker.once('exit', () => here(new Error('the thread ended')))
    } catch (error) {
      here(error)
    }
  })
}

/** Runs also as text in a thread: it may use nothing from outside itself. */
function readWhole(Sqlite: typeof Database, { file, applicationId, tables, seal }: CheckTask): FileCheck {
  const words = (error: unknown) => {
    const { code, message } = error as { code?: string; message?: string }
    return code ? `${code}: ${message}` : String(message)
  }
  const bad = (why: string, fault = false): FileCheck => ({ good: false, why, fault })
  let db: Database.Database | null = null
  let table = ''
  try {
    db = new Sqlite(file, { readonly: !seal, fileMustExist: true })
    if (db.pragma('application_id', { simple: true }) !== applicationId) return bad('not a replica')
    if (seal) db.pragma('journal_mode = DELETE')
    const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
    const schema = Number(db.pragma('user_version', { simple: true }))
    for (const { name, since } of tables) {
      table = name
      if (since > schema) continue
      if (!exists.get(table)) return bad(`missing tables: ${table}`)
      const [answer] = db.pragma(`quick_check('${table}')`) as { quick_check: string }[]
      if (answer?.quick_check !== 'ok') return bad(`${table}: ${answer?.quick_check}`)
    }
    return {
      good: true,
      schema,
      packages: Number(db.prepare('SELECT count(*) FROM packages').pluck().get()),
    }
  } catch (error) {
    const { code = '' } = error as { code?: string }
    return bad(
      table ? `${table}: ${words(error)}` : words(error),
      /^SQLITE_(IOERR|BUSY|LOCKED|CANTOPEN|NOMEM|FULL|PROTOCOL)/.test(code),
    )
  } finally {
    db?.close()
  }
}

const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const readWhole = ${readWhole.toString()}
parentPort.postMessage(readWhole(require(workerData.module), workerData.task))
`
