import type Database from 'better-sqlite3'
import { DeskError } from '../../shared/contract/errors.ts'
import { NOBODY_ID } from '../../shared/staff/nobody.ts'
import { auditChain } from './audit/chain.ts'
import { listBackups, makeBackup } from './backup.ts'
import { changeFeed, changeSet, type ChangeSet } from './changes.ts'
import { carryOut, type ErasureRow } from './sync/erasing/carryOut.ts'
import { touchedRows } from './sync/erasing/touched.ts'
import { removeTraces } from './sync/erasing/traces.ts'
import { asDeskError, describe } from './faults.ts'
import { watchIdentity } from './identity.ts'
import { createIds } from './ids.ts'
import { unmark } from './inspect.ts'
import { localStatements } from './local.ts'
import { LOCAL_TABLES } from './localTables.ts'
import { schemaVersion } from './migrate.ts'
import { keptNumbers } from './numbers.ts'
import { auditOutbox } from './audit/outbox.ts'
import { auditSide } from './audit/side.ts'
import { outboxWriter, type OutboxOp } from './outbox.ts'
import type { StorePorts } from './ports.ts'
import { rowStatements } from './rows.ts'
import { readStatements } from './statements.ts'
import { createSyncSide } from './sync/side.ts'
import { createTx } from './tx.ts'
import type { Replica } from './replica.ts'

/** What was met once is looked for by the next start. */
const MARKED: ReadonlySet<string> = new Set(['DATABASE_DAMAGED', 'DISK_FAULT'])

/** The store on a connection that is open, current and set up. */
export function createStore(db: Database.Database, file: string, backupDir: string, ports: StorePorts): Replica {
  const schema = schemaVersion(db)
  const ids = createIds(ports)
  const feed = changeFeed(ports.log)
  const rows = rowStatements(db)
  const outbox = outboxWriter(db)
  const chain =
    schema < LOCAL_TABLES['_audit'].since ? null : auditChain(db, rows, { ...ports, newId: () => ids.next() })
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  /** Set while a transaction runs: what it touched so far. */
  let current: ChangeSet | null = null
  let inAct = false
  /** The commit that runs is told later. */
  let untold = false
  /** Acts join the transaction that runs; one that failed spoils it, whoever caught its error. */
  let gathering: { spoilt: unknown } | null = null
  let damaged = false
  const stands = watchIdentity(file)
  let lost = false
  let onLost = () => {}
  let commits = 0
  let backups: Promise<unknown> = Promise.resolve()

  function fail(error: unknown): never {
    if (!db.open) throw new DeskError('NOT_READY', undefined, { cause: error })
    const known = asDeskError(error)
    if (known instanceof DeskError && MARKED.has(known.code) && !damaged) {
      // The mark stays, so that the next start checks the tables.
      damaged = true
      ports.log.error('store.damaged', { detail: describe(error) })
    }
    throw known
  }
  /** What was committed to a file that no name leads to any more is not acknowledged. */
  function expectInPlace(): void {
    if (!lost && stands()) return
    if (!lost) {
      lost = true
      ports.log.error('store.lost', {})
      queueMicrotask(() => onLost())
    }
    throw new DeskError('FILE_LOST')
  }
  function guard<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      return fail(error)
    }
  }
  const prepare = readStatements(db, guard)
  const localTx = localStatements(db, prepare)
  const metaGet = prepare<{ value: string }>('SELECT value FROM _meta WHERE key = ?')
  const firstBuilding = prepare<{ id: string }>('SELECT id FROM buildings WHERE deleted_at IS NULL ORDER BY id LIMIT 1')
  // An older schema, in which nothing is set aside, is open only until it is upgraded.
  const parkedValue =
    schema < 2 ? null : prepare(`SELECT 1 FROM _parked WHERE table_name = ? AND row_id = ? AND reason = 'value'`)
  function building(): string {
    const row = firstBuilding.get()
    if (!row) throw new Error('the replica has no building yet')
    return row.id
  }

  /**
   * Runs in one immediate transaction; after any failure nothing of it is left and the store goes on. What is not `flushed`
   * goes to the disk with the next commit that is.
   */
  function atomically<T>(fn: (changes: ChangeSet) => T, flushed = true): T {
    const changes = changeSet()
    let value: T
    untold = false
    try {
      if (lost) expectInPlace()
      if (!flushed) db.pragma('synchronous = NORMAL')
      begin.run()
      current = changes
      value = fn(changes)
      if (value instanceof Promise) throw new Error('a transaction cannot wait')
      if (!db.inTransaction) throw new Error('the transaction was ended from inside')
      commit.run()
      commits++
      expectInPlace()
    } catch (error) {
      current = null
      try {
        if (db.open && db.inTransaction) rollback.run()
      } catch (second) {
        ports.log.error('store.rollback_failed', { detail: describe(second) })
      }
      return fail(error)
    } finally {
      if (!flushed && db.open) db.pragma('synchronous = FULL')
    }
    current = null
    if (untold) feed.keep(changes.toChange())
    else feed.emit(changes.toChange())
    return value
  }

  /** In the transaction that runs, or in one of its own. */
  const within = <T>(fn: (changes: ChangeSet) => T): T => (current ? fn(current) : atomically(fn))

  const audit = auditSide(chain, { within, now: ports.now })

  const sync = createSyncSide(db, {
    schema,
    log: ports.log,
    now: ports.now,
    newId: () => ids.next(),
    guard,
    audit: chain,
    atomically(fn, flushed) {
      if (current) throw new Error('sync inside another transaction')
      return atomically(fn, flushed)
    },
  })

  /** In the act's own commit: nobody sees half of an erasure. */
  function eraseNow(ops: readonly OutboxOp[], changes: ChangeSet): void {
    const erasures = ops
      .filter(({ table }) => table === 'erasures')
      .map(({ values }) => values as unknown as ErasureRow)
    carryOut(sync.parts.context, erasures, changes)
  }

  const store: Replica = {
    schema,
    prepare,
    transact(name, actor, fn, options) {
      if (actor.staffId === NOBODY_ID) throw new DeskError('CONNECT_AGAIN_FIRST')
      if (current && !gathering) throw new Error(`transact '${name}' inside another transaction`)
      if (inAct) throw new Error(`transact '${name}' inside another act`)
      const now = ports.now()
      const actId = options?.actId ?? ids.next(now)
      const at = now.toISOString()
      inAct = true
      try {
        const write = (changes: ChangeSet) => {
          const act = createTx(
            {
              rows,
              outbox,
              changes,
              prepare,
              building,
              nextId: () => ids.next(),
              fromNewer: (table, id) => parkedValue?.get(table, id) !== undefined,
              inTransaction: () => db.inTransaction,
            },
            actId,
            at,
          )
          try {
            const result = fn(act.tx)
            act.finish()
            untold = options?.untold ?? false
            if (act.ops.length > 0) {
              const entry = { id: actId, name, schema, actor_id: actor.staffId, at, ops: act.ops }
              outbox.append(entry)
              chain?.act(entry)
              eraseNow(act.ops, changes)
              // Without a line nothing else tells the window that one more act waits.
              changes.add('_outbox')
              changes.add('_audit')
            }
            return result
          } finally {
            act.end()
          }
        }
        return { value: current ? write(current) : atomically(write), actId }
      } catch (error) {
        if (gathering) gathering.spoilt ??= error
        throw error
      } finally {
        inAct = false
      }
    },
    together(fn, { flushed = true } = {}) {
      if (current) throw new Error('acts together inside another transaction')
      const all = (gathering = { spoilt: null as unknown })
      try {
        return atomically(() => {
          const value = fn()
          if (all.spoilt) throw all.spoilt
          return value
        }, flushed)
      } finally {
        gathering = null
      }
    },
    local(fn) {
      return within((changes) => fn(localTx(changes)))
    },
    meta: {
      get: (key) => metaGet.get(key)?.value ?? null,
      set: (key, value) =>
        store.local((tx) => {
          tx.prepare(
            'INSERT INTO _meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          ).run(key, value)
          tx.touched('_meta', key)
        }),
    },
    audit,
    auditOutbox: chain && auditOutbox(db, within, audit.serverAhead),
    seed(given) {
      if (current) throw new Error('seed inside another transaction')
      atomically((changes) => {
        db.pragma('defer_foreign_keys = ON')
        for (const { table, row } of given) {
          rows.load(table, row)
          changes.add(table)
        }
      })
    },
    onChange: (listener) => feed.on(listener),
    tellUntold: () => feed.tellKept(),
    onLost: (listener) => void (onLost = listener),
    commits: () => commits,
    numbers: keptNumbers(file),
    sync,
    unsent: sync.unsent,
    backup(reason) {
      const made = backups.then(() => (db.open ? makeBackup(db, backupDir, reason, ports).catch(fail) : fail(null)))
      backups = made.catch(() => undefined)
      return made
    },
    listBackups: () => listBackups(backupDir),
    optimize() {
      try {
        if (db.open) db.pragma('optimize')
      } catch (error) {
        ports.log.warn('store.optimize_failed', { detail: describe(error) })
      }
    },
    erasable: (residents, also) =>
      guard(
        () => new Map([...touchedRows(sync.parts.context, residents, also)].map(([table, ids]) => [table, ids.size])),
      ),
    removeTraces: (pause) => removeTraces(db, file, pause),
    fold() {
      try {
        if (db.open && !current) db.pragma('wal_checkpoint(PASSIVE)')
      } catch (error) {
        // A commit that meets the same fault says so.
        ports.log.warn('store.fold_failed', { detail: describe(error) })
      }
    },
    close() {
      if (!db.open) return
      if (inAct || current) throw new Error('close inside an act')
      store.optimize()
      db.close()
      if (!damaged && !lost) unmark(file)
    },
    [Symbol.dispose]: () => store.close(),
  }
  return store
}
