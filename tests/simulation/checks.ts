import { SYNC_TABLES, type ColumnKind } from '../../src/shared/sync/tables.ts'
import type { Change } from '../../src/main/store/changes.ts'
import type { Replica } from '../../src/main/store/open.ts'
import { readOps } from '../../src/main/store/sync/ops.ts'
import { comparedColumns } from '../../src/main/store/sync/content.ts'
import { differing, type Digest } from '../../src/main/store/sync/digest.ts'
import { fromWire, isSynced, toWire } from '../../src/main/store/sync/values.ts'
import type { SimDesk } from './simDesk.ts'
import type { Server } from './server/server.ts'

export class Broken extends Error {}

type Row = Record<string, unknown>

function expect(good: boolean, what: () => string): void {
  if (!good) throw new Broken(what())
}

/** Watches one desk all the time: what was read never gets older, what was written here is never hidden. */
export function watchReads(desk: SimDesk, server: Server): void {
  let epoch: string | null = null
  let seen = new Map<string, number>()

  function look(store: Replica, table: string, id: string): void {
    if (!isSynced(table)) return
    const row = store.prepare<Row>(`SELECT * FROM ${table} WHERE id = ?`).get(id)
    const base = store
      .prepare<{ row: string | null }>('SELECT row FROM _base WHERE table_name = ? AND row_id = ?')
      .get(table, id)
    const key = `${table}/${id}`
    const copy = base ? (base.row === null ? null : (JSON.parse(base.row) as Row)) : row
    const shown = (copy?.['change_seq'] as number | null | undefined) ?? parkedAt(store, table, id)
    const before = seen.get(key)
    if (before !== undefined)
      expect(
        typeof shown === 'number' && shown >= before,
        () => `${desk.name}: ${key} went back from ${before} to ${String(shown)}`,
      )
    if (typeof shown === 'number') seen.set(key, shown)
    if (base) unsentShown(store, table, id, base.row, row)
  }
  /** What this version cannot show, or not without its parent, is kept as well as what is shown. */
  function parkedAt(store: Replica, table: string, id: string): number | null | undefined {
    return store
      .prepare<{ seq: number | null }>('SELECT change_seq AS seq FROM _parked WHERE table_name = ? AND row_id = ?')
      .get(table, id)?.seq
  }
  /** The unsent edits, laid over the server's copy by other means than the engine's. */
  function unsentShown(store: Replica, table: string, id: string, base: string | null, row: Row | undefined): void {
    const entries = store
      .prepare<{ ops: string }>(`SELECT ops FROM _outbox WHERE instr(ops, ?) > 0 AND state = 'waiting' ORDER BY seq`)
      .all(id)
    const ops = entries
      .flatMap(({ ops: text }) => readOps(text) ?? [])
      .filter((op) => op.table === table && op.id === id)
    expect(ops.length > 0, () => `${desk.name}: ${table}/${id} keeps a base without an edit`)
    const hidden = store.prepare('SELECT 1 FROM _parked WHERE table_name = ? AND row_id = ?').get(table, id)
    if (hidden) return
    let want: Row | null = base === null ? null : (JSON.parse(base) as Row)
    for (const op of ops) {
      if (op.op === 'insert') want ??= { ...op.values }
      else if (want) Object.assign(want, op.values)
    }
    for (const [column, value] of Object.entries(want ?? {})) {
      expect(
        row !== undefined && row[column] === value,
        () =>
          `${desk.name}: the unsent edit of ${table}/${id}.${column} is not shown: ${JSON.stringify(row?.[column])} instead of ${JSON.stringify(value)}`,
      )
    }
    if (want === null) expect(row === undefined, () => `${desk.name}: ${table}/${id} is shown though nobody has it`)
  }
  /** A server that was restored, or other rights, begin a new history. */
  function sameHistory(store: Replica): boolean {
    if (store.schema < 2 || desk.spoiled()) return false
    const now = store.sync.epoch()
    if (now !== server.epochOf(desk.place.desk.id)) {
      seen = new Map()
      epoch = null
      return false
    }
    if (now !== epoch) {
      seen = new Map()
      epoch = now
    }
    return true
  }
  desk.onChange((change: Change, store) => {
    if (!sameHistory(store)) return
    for (const [table, ids] of Object.entries(change.tables)) for (const id of ids) look(store, table, id)
  })
  desk.onOpen((store) => {
    if (!sameHistory(store)) return
    for (const key of seen.keys()) {
      const [table, id] = key.split('/') as [string, string]
      look(store, table, id)
    }
  })
}

export function digestHere(store: Replica): Digest {
  const run = store.sync.digest()
  for (;;) {
    const result = run.step(100_000)
    if (result === 'stale') throw new Broken('rows moved during the digest')
    if (result) return result
  }
}

/** Desk and server hold the same rows, column by column. */
export function sameRows(desk: SimDesk, server: Server): void {
  const store = desk.store()!
  const differ = differing(digestHere(store), server.digest(desk.place.desk.id, comparedColumns()).tables)
  expect(differ.length === 0, () => `${desk.name}: digests differ in ${differ.join(', ')}`)
  for (const table of server.tables()) {
    const parked = new Map(
      store
        .prepare<{ row_id: string; row: string; reason: string }>(
          "SELECT row_id, row, reason FROM _parked WHERE table_name = ? AND reason <> 'overlay'",
        )
        .all(table)
        .map((row) => [row.row_id, row]),
    )
    for (const given of server.rows(table)) {
      const id = String(given['id'])
      const wire = { ...given, change_seq: String(given['change_seq']) }
      const set = parked.get(id)
      if (set) {
        if (set.reason === 'parent' && isSynced(table)) {
          const { context } = store.sync.parts
          expect(
            !context.parentsPresent(table, fromWire(table, wire)),
            () => `${desk.name}: ${table}/${id} waits for a parent that is here`,
          )
        }
        expect(
          JSON.stringify(sorted(JSON.parse(set.row) as Row)) === JSON.stringify(sorted(wire)),
          () => `${desk.name}: ${table}/${id} was parked wrong`,
        )
        continue
      }
      expect(isSynced(table), () => `${desk.name}: ${table}/${id} is not kept`)
      if (!isSynced(table)) continue
      const row = store.prepare<Row>(`SELECT * FROM ${table} WHERE id = ?`).get(id)
      const want = fromWire(table, wire)
      const kinds: Readonly<Record<string, ColumnKind>> = SYNC_TABLES[table]
      for (const column of Object.keys(kinds)) {
        const same =
          kinds[column] === 'json'
            ? row !== undefined &&
              JSON.stringify(toWire(table, { [column]: row[column] })) ===
                JSON.stringify(toWire(table, { [column]: want[column] }))
            : row !== undefined && row[column] === want[column]
        expect(
          same,
          () =>
            `${desk.name}: ${table}/${id}.${column} is ${JSON.stringify(row?.[column])} here, ${JSON.stringify(want[column])} on the server`,
        )
      }
    }
  }
  const broken = store.sync.parts.context.db.pragma('foreign_key_check') as unknown[]
  expect(broken.length === 0, () => `${desk.name}: ${broken.length} references lead nowhere`)
}

/** A page names its columns once: there a row has null for one that only others of the page have. */
const sorted = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

/** What the screen said is saved: its kind, and the ids under which it was sent before it was sent again. */
export interface Said {
  what: string
  before: readonly string[]
}

/** What the screen said is saved took effect once, or stands among what was refused. */
export function actsAccounted(desk: SimDesk, server: Server, acts: ReadonlyMap<string, Said>): void {
  const store = desk.store()!
  const refused = new Map(store.unsent.refused.list(10_000).map(({ id, ops }) => [id, ops]))
  const { effects } = server.state()
  for (const [id, { what, before }] of acts) {
    // A restored server has forgotten that it refused the act under its first id: a late repetition may still bring it in.
    const times = [id, ...before].reduce((sum, each) => sum + (effects.get(each) ?? 0), 0)
    expect(times <= 1, () => `${desk.name}: ${what} ${id} took effect ${times} times`)
    expect(times === 1 || refused.has(id), () => `${desk.name}: ${what} ${id} is lost`)
    // A server that was restored forgets a refusal, and a repeated request may take effect. Rows that the act makes tell so;
    // an act that only changes rows leaves no trace, and a person sees both: the refusal and what it says.
    const traceless = server.restores() > 0 && refused.get(id)?.every(({ op }) => op !== 'insert')
    expect(
      times === 0 || !refused.has(id) || traceless === true,
      () => `${desk.name}: ${what} ${id} took effect and is shown as refused`,
    )
  }
}

/** No parcel left twice. */
export function handedOverOnce(server: Server): void {
  const live = new Map<string, number>()
  for (const handover of server.rows('handovers')) {
    if (handover['deleted_at'] !== null) continue
    const id = String(handover['package_id'])
    live.set(id, (live.get(id) ?? 0) + 1)
  }
  for (const [id, times] of live) expect(times === 1, () => `${id} was handed over ${times} times`)
  const events = server.rows('package_events')
  const undone = new Set(events.map((event) => event['undoes_act_id']).filter(Boolean))
  const given = new Map<string, number>()
  for (const event of events) {
    if (event['type'] !== 'handed_over' || undone.has(event['act_id'])) continue
    const id = String(event['package_id'])
    given.set(id, (given.get(id) ?? 0) + 1)
  }
  for (const [id, times] of given) expect(times <= 1, () => `${id} has ${times} hand-overs that count`)
}
