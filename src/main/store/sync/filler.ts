import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { storedCell, type Cell, type CellPlan, type Stored } from './cells.ts'

/** Rows of one table as a page of a whole reading has them, and how they are stored. */
export interface PlainRows extends Pick<CellPlan, 'places' | 'kinds'> {
  /** Stores one row. */
  one: string
  /** Stores so many rows at once. */
  several: string
  atOnce: number
  rows: readonly (readonly Cell[])[]
}

/** Puts rows into a replica that is being filled, through a connection of its own. */
export interface Filler {
  /** One transaction; answers the places of the rows that cannot be stored as they are. */
  put(rows: PlainRows): Promise<number[]>
  run(sql: string): Promise<void>
  /** Ends what it does and closes its connection: when this returns, the file is free. */
  close(): void
}

/** Runs also as text in a thread: it may use nothing from outside itself. */
function openFile(Sqlite: typeof Database, stored: typeof storedCell, file: string) {
  const db = new Sqlite(file, { fileMustExist: true, timeout: 5000 })
  // The commit is durable when the log is; losing the last pages costs a second reading.
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = OFF')
  db.pragma('secure_delete = ON')
  db.pragma('cache_size = -64000')
  db.pragma('wal_autocheckpoint = 4000')
  const statements = new Map<string, Database.Statement>()
  const statementOf = (sql: string) => {
    let found = statements.get(sql)
    if (!found) statements.set(sql, (found = db.prepare(sql)))
    return found
  }
  /** False when a rule of the table refuses a row: then nothing of the statement was stored. */
  const run = (statement: Database.Statement, values: Stored[]): boolean => {
    try {
      statement.run(values)
      return true
    } catch (error) {
      if (!String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT')) throw error
      return false
    }
  }
  return {
    put({ one, several, atOnce, places, kinds, rows }: PlainRows): number[] {
      const single = statementOf(one)
      const group = statementOf(several)
      const left: number[] = []
      const width = places.length
      const value = Array.from<Stored>({ length: width })
      const values = Array.from<Stored>({ length: width * atOnce })
      /** Puts the values of a row where they belong; false when one cannot be kept. */
      const read = (row: readonly Cell[], into: Stored[], from: number): boolean => {
        for (let i = 0; i < width; i++) {
          const cell = stored(kinds[i]!, row[places[i]!])
          if (cell === undefined) return false
          into[from + i] = cell
        }
        return true
      }
      const readGroup = (from: number): boolean => {
        for (let n = 0; n < atOnce; n++) if (!read(rows[from + n]!, values, n * width)) return false
        return true
      }
      db.exec('BEGIN IMMEDIATE; INSERT INTO _replaying (one) VALUES (1)')
      try {
        for (let from = 0; from < rows.length; from += atOnce) {
          const end = from + atOnce
          if (end <= rows.length && readGroup(from) && run(group, values)) continue
          for (let at = from; at < Math.min(end, rows.length); at++)
            if (!read(rows[at]!, value, 0) || !run(single, value)) left.push(at)
        }
        db.exec('DELETE FROM _replaying; COMMIT')
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK')
        throw error
      }
      return left
    },
    run(sql: string): number[] {
      db.exec(sql)
      return []
    },
    close: () => void db.close(),
  }
}

const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const Sqlite = require(workerData.module)
const closed = new Int32Array(workerData.closed)
let file = null
const carryOut = (task) => {
  file ??= (${openFile.toString()})(Sqlite, ${storedCell.toString()}, workerData.file)
  return typeof task === 'string' ? file.run(task) : file.put(task)
}
parentPort.on('message', (task) => {
  try {
    if (!task) file?.close()
    parentPort.postMessage({ left: task ? carryOut(task) : [] })
  } catch (error) {
    parentPort.postMessage({ code: error.code, message: error.message })
  }
  if (task) return
  parentPort.close()
  Atomics.store(closed, 0, 1)
  Atomics.notify(closed, 0)
})
`
/** A thread that is longer at one transaction than this is waited for no more. */
const CLOSE_MS = 5000

type Answer = { left: number[] } | { code: string | undefined; message: string }
interface Waiting {
  resolve(left: number[]): void
  reject(error: Error): void
}

/** Fills in a thread: whoever works at the desk waits for none of it. */
export function fillInThread(file: string): Filler {
  const closed = new Int32Array(new SharedArrayBuffer(4))
  const module = createRequire(import.meta.url).resolve('better-sqlite3')
  const worker = new Worker(THREAD, { eval: true, workerData: { module, file, closed: closed.buffer } })
  // Answers come in the order of the questions.
  const waiting: Waiting[] = []
  let ended: Error | null = null
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('message', (answer: Answer) => {
    const first = waiting.shift()
    if ('left' in answer) first?.resolve(answer.left)
    else first?.reject(answer.code ? new Database.SqliteError(answer.message, answer.code) : new Error(answer.message))
  })
  worker.once('error', (error: unknown) => end(error instanceof Error ? error : new Error(String(error))))
  worker.once('exit', (code) => end(new Error(`the thread ended with ${code}`)))
  const give = (task: PlainRows | string): Promise<number[]> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      waiting.push({ resolve, reject })
      worker.postMessage(task, [])
    })
  return {
    put: give,
    run: async (sql) => void (await give(sql)),
    close() {
      if (ended) return
      worker.postMessage(null, [])
      Atomics.wait(closed, 0, 0, CLOSE_MS)
      end(new Error('the file is closed'))
      void worker.terminate()
    },
  }
}

/** The same at once, where time is not real. */
export function fillHere(path: string): Filler {
  const file = openFile(Database, storedCell, path)
  return {
    put: (rows) => new Promise((resolve) => resolve(file.put(rows))),
    run: (sql) => new Promise((resolve) => resolve(void file.run(sql))),
    close: file.close,
  }
}
