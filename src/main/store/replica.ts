import type { AuditOutbox } from './audit/outbox.ts'
import type { AuditSide } from './audit/side.ts'
import type { BackupInfo } from './backup.ts'
import type { Change } from './changes.ts'
import type { LocalTx } from './local.ts'
import type { Numbers } from './numbers.ts'
import type { BackupReason } from './rotation.ts'
import type { SyncedTable, TableRow } from './schema.ts'
import type { Prepare } from './statements.ts'
import type { SyncSide } from './sync/side.ts'
import type { UnsentActs } from './sync/unsent.ts'
import type { Tx } from './tx.ts'

/** What the services of the program have of the replica. */
export interface Store {
  readonly schema: number
  /** A cached read; see Statement. */
  prepare: Prepare
  /** The only way to write synced rows: rows, their base and one outbox entry in one durable commit. */
  transact<T>(
    name: string,
    actor: { staffId: string },
    fn: (tx: Tx) => T,
    options?: { actId?: string; untold?: boolean },
  ): { value: T; actId: string }
  /** Tells what acts left untold: a part of a large act alone is nothing to ask anew for. */
  tellUntold(): void
  /** Several acts in one commit: all of them, or none. Not `flushed`, it is durable with the next commit that is. */
  together<T>(fn: () => T, options?: { flushed?: boolean }): T
  /** Writes to this desk's own tables. Inside an act it joins the act's commit. */
  local<T>(fn: (db: LocalTx) => T): T
  meta: { get(key: string): string | null; set(key: string, value: string): void }
  /** The chain of what was done at this desk. */
  readonly audit: AuditSide
  /** How many rows of each table an erasure of these entries of people would reach. */
  erasable(residents: readonly string[], also: readonly string[]): ReadonlyMap<SyncedTable, number>
  /** The acts that the server does not have. */
  readonly unsent: UnsentActs
  onChange(listener: (change: Change) => void): () => void
  /** How many commits there were: whoever was told that the file is busy knows by it that nothing was written. */
  commits(): number
  /** The short numbers given out, kept outside of the file. */
  readonly numbers: Numbers
}

/** The replica as whoever opened it has it. */
export interface Replica extends Store, Disposable {
  /** For the sync engine and the connection alone: the queue of acts, and the server's rows. */
  readonly sync: SyncSide
  /** For the connection alone: the chain, as it is sent; null before the schema that has one. */
  readonly auditOutbox: AuditOutbox | null
  /** Loads rows outside the outbox, in any order, all or none. */
  seed(rows: Iterable<TableRow>): void
  /** Runs once, when the file was found to be moved, replaced or deleted under the running program. */
  onLost(listener: () => void): void
  backup(reason: BackupReason): Promise<BackupInfo>
  listBackups(): BackupInfo[]
  /** Counts anew what has grown much since the query plans were made: a few milliseconds. */
  optimize(): void
  /** Writes the log back into the file, as far as nobody reads from it. */
  fold(): void
  /** Takes what was erased out of the bytes of the file; answers whether there was anything to do. */
  removeTraces(pause: () => Promise<void>): Promise<boolean>
  close(): void
}
