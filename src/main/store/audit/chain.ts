import type Database from 'better-sqlite3'
import { auditArea } from '../../../shared/audit/areas.ts'
import {
  SEGMENT,
  type AuditBody,
  type AuditFacts,
  type AuditRow,
  type SegmentFacts,
  type SegmentReason,
} from '../../../shared/audit/entry.ts'
import { TABLES } from '../../../shared/sync/tables.ts'
import type { NoteName } from '../../../shared/audit/notes.ts'
import type { OutboxEntry, OutboxOp } from '../outbox.ts'
import type { StorePorts } from '../ports.ts'
import type { RowStatements } from '../rows.ts'
import { digestOf, linkOf, START } from './link.ts'
import { FROM } from './outbox.ts'
import { placeOf, type ChainPlace } from './place.ts'
import { saltsOf } from './salts.ts'
import { subjectOf } from './subject.ts'
import { wordsOf } from './words.ts'

/** An act of more rows than this is told by their numbers. */
const MOST_ROWS = 50

/** Something that was done and is no act on synced rows: an export, a look at a sensitive page, a setting of this desk. */
export interface AuditNote {
  what: NoteName
  /** The staff member; null where the program itself did it. */
  by: string | null
  /** Whom or what it is about, by id. */
  about?: string
  /** Ids, words of the program and numbers. What somebody typed goes into `personal`. */
  detail?: AuditFacts
  /** Kept as a digest under the salt of `about`, never as it is. */
  personal?: Readonly<Record<string, unknown>>
}

interface Last {
  seq: number
  segment: string
  n: number
  hash: Uint8Array
}
type Told = Omit<AuditBody, 'v' | 'segment' | 'n' | 'area'>

/** Writes the chain of this desk, inside the transaction that runs. */
export function auditChain(
  db: Database.Database,
  rows: Pick<RowStatements, 'get'>,
  ports: Pick<StorePorts, 'random'> & { newId(): string },
) {
  const last = db.prepare<[], Last>('SELECT seq, segment, n, hash FROM _audit ORDER BY seq DESC LIMIT 1')
  const insert = db.prepare(
    'INSERT INTO _audit (seq, segment, n, at, actor_id, area, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const keepPlace = db.prepare(
    'INSERT INTO _meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const keptPlace = db.prepare("SELECT value FROM _meta WHERE key = 'audit_segment'").pluck()
  const salts = saltsOf(db, ports)
  const rowOf = (table: string, id: string) =>
    Object.hasOwn(TABLES, table) ? rows.get(table as OutboxOp['table'], id) : undefined
  /** The segment that was found to be of this place. */
  let current: string | null = null

  function put(before: Last | undefined, segment: string, told: Told): void {
    const isNext = before?.segment === segment
    const n = isNext ? before.n + 1 : 1
    const area = auditArea(told.what)
    const body = Buffer.from(JSON.stringify({ v: 1, segment, n, area, ...told } satisfies AuditBody))
    const hash = linkOf(isNext ? before.hash : START, body)
    insert.run((before?.seq ?? 0) + 1, segment, n, told.at, told.by, area, body, hash)
  }
  function begin(reason: SegmentReason, at: string, place: ChainPlace): string {
    const before = last.get()
    const segment = ports.newId()
    const detail: SegmentFacts = {
      reason,
      desk: place.desk,
      building: place.building,
      backup: reason === 'restored' ? place.backup : null,
      afterSegment: before?.segment ?? null,
      afterN: before?.n ?? null,
      afterHash: before ? Buffer.from(before.hash).toString('hex') : null,
    }
    put(before, segment, { at, what: SEGMENT, by: null, detail })
    keepPlace.run('audit_segment', JSON.stringify({ segment, ...place }))
    // What was done at another desk, or in another building, is not told to this one's project.
    if (reason === 'begun' || reason === 'desk') keepPlace.run(FROM, String((before?.seq ?? 0) + 1))
    return (current = segment)
  }
  /** The segment to go on with; another one begins where the desk is another, or its file was put back to a backup. */
  function segmentOf(at: string): string {
    const before = last.get()
    if (before && before.segment === current) return current
    const place = placeOf(db)
    const text = keptPlace.get() as string | undefined
    const kept = text === undefined ? null : (JSON.parse(text) as ChainPlace & { segment: string })
    if (!before || !kept || kept.segment !== before.segment) return begin('begun', at, place)
    // A file that was filled anew knows of no restore.
    if (place.restore !== null && kept.restore !== place.restore) return begin('restored', at, place)
    if (kept.desk !== place.desk || kept.building !== place.building) return begin('desk', at, place)
    return (current = kept.segment)
  }
  function append(told: Told): void {
    const segment = segmentOf(told.at)
    put(last.get(), segment, told)
  }

  function rowOfOp(op: OutboxOp): AuditRow {
    const about = subjectOf(op, rowOf)
    const words = wordsOf(op)
    return {
      table: op.table,
      op: op.op,
      id: op.id,
      ...(about !== op.id && { about }),
      ...(op.op === 'patch' && { columns: Object.keys(op.values).filter((column) => column !== 'updated_at') }),
      ...(words && { words }),
      ...(op.op !== 'remove' && { digest: digestOf(salts.of(about), op.values) }),
    }
  }
  /** Too many rows to name: how many of each table, and one digest of each row's own, so that whoever is erased takes theirs along. */
  function inNumbers(ops: readonly OutboxOp[]): Pick<AuditBody, 'counts' | 'digest'> {
    const counts: Record<string, number> = {}
    for (const { table } of ops) counts[table] = (counts[table] ?? 0) + 1
    const rowsOf = ops.map((op) => [op.table, op.op, op.id, digestOf(salts.of(subjectOf(op, rowOf)), op.values)])
    return { counts, digest: digestOf(START, { rows: rowsOf }) }
  }

  return {
    /** Chains an act with what it wrote; `again`: it was brought back from a damaged file. */
    act({ id, name, actor_id: by, at, ops }: Omit<OutboxEntry, 'schema'>, again = false): void {
      const told = ops.length > MOST_ROWS ? inNumbers(ops) : { rows: ops.map(rowOfOp) }
      append({ at, what: name, by, act: id, ...(again && { again }), ...told })
    },
    note({ what, by, about, detail, personal }: AuditNote, at: string): void {
      append({
        at,
        what,
        by,
        ...(about !== undefined && { about }),
        ...(detail && { detail }),
        ...(personal && { digest: digestOf(salts.of(about ?? ports.newId()), personal) }),
      })
    },
    /** Begins anew where the place asks for it, without waiting for an act. */
    settle: (at: string): void => void segmentOf(at),
    /** The server has entries of this segment that are not here. */
    serverAhead: (at: string): void => void begin('server_ahead', at, placeOf(db)),
    forget: salts.forget,
  }
}

export type AuditChain = ReturnType<typeof auditChain>
