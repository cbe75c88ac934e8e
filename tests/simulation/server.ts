import { STEPS, type PackageStatus, isWaiting } from '../../src/shared/packages/lifecycle.ts'
import { contentOf } from '../../src/main/store/sync/content.ts'
import { digestNumber } from '../../src/main/store/sync/digest.ts'
import { isSynced, placeOf } from '../../src/main/store/sync/values.ts'
import type { PageLimit, PageSpan } from '../../src/main/sync/ports.ts'
import { noticesThatWait, type NoticeParcel, type WaitingNotice } from '../../src/shared/packages/notices.ts'
import type { Role } from '../../src/shared/staff/permissions.ts'
import { SYNC_TABLES } from '../../src/shared/sync/tables.ts'
import type {
  DigestAnswer,
  OutlineAnswer,
  PageAnswer,
  PullAnswer,
  PushAnswer,
  WireResult,
  WireRow,
  WireTransaction,
} from '../../src/shared/sync/wire.ts'
import { eventAsWritten, tellsWhatWasDone, timeAtDesk, type Noted } from './record.ts'

type Value = WireRow['row'][string]
export type ServerRow = Record<string, Value>
type Code = Extract<WireResult, { status: 'refused' }>['code']

class Refusal extends Error {
  readonly code: Code
  readonly detail: Record<string, Value>
  constructor(code: Code, message: string, detail: Record<string, Value> = {}) {
    super(message)
    this.code = code
    this.detail = detail
  }
}

interface State {
  tables: Map<string, Map<string, ServerRow>>
  seq: number
  results: Map<string, WireResult>
  /** How often each transaction took effect. */
  effects: Map<string, number>
  /** When each event arrived. */
  arrived: Map<string, number>
  /** Acts that the one who acted has handed on, with the desk and their name. */
  handedOn: Set<string>
}

const REFERENCES: Record<string, Record<string, string>> = {
  occupancies: { resident_id: 'residents', unit_id: 'units' },
  authorisations: { resident_id: 'residents' },
  absences: { resident_id: 'residents' },
  packages: { unit_id: 'units', resident_id: 'residents', shelf_id: 'shelves', received_by: 'staff' },
  package_events: { package_id: 'packages', actor_id: 'staff', desk_id: 'desks' },
  handovers: { package_id: 'packages', resident_id: 'residents', handed_by: 'staff' },
  notices: { package_id: 'packages', resident_id: 'residents' },
}
const UNIQUE: Record<string, { columns: string[]; removedToo?: boolean }> = {
  units: { columns: ['building_id', 'number'] },
  shelves: { columns: ['building_id', 'code'] },
  packages: { columns: ['label_code'], removedToo: true },
  handovers: { columns: ['package_id'] },
  carrier_rules: { columns: ['building_id', 'prefix'] },
}

const place = (table: string): number => (isSynced(table) ? placeOf(table) : Infinity)
/** A value as Postgres writes it in a list of texts. */
const cellOf = (value: Value): string | null =>
  value === null || typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

const copyState = (state: State): State => ({
  tables: new Map(
    [...state.tables].map(([name, rows]) => [name, new Map([...rows].map(([id, row]) => [id, { ...row }]))]),
  ),
  seq: state.seq,
  results: new Map(state.results),
  effects: new Map(state.effects),
  arrived: new Map(state.arrived),
  handedOn: new Set(state.handedOn),
})

/** What happened to the server, in order: what a real one must do in the same way. */
export type Observed =
  | { kind: 'write'; table: string; row: ServerRow; before: ServerRow | null }
  | { kind: 'hand_on'; desk: string; caller: string; acts: readonly string[] }
  | {
      kind: 'push'
      at: string
      desk: string
      caller: string
      transactions: readonly WireTransaction[]
      results: WireResult[]
    }

/** The act that is being applied. */
interface Current {
  tx: WireTransaction
  desk: string
  caller: string
  noted: Noted[]
  events: ServerRow[]
  undo: (() => void)[]
}

/**
 * What sync_push, sync_pull and sync_digest do, in memory: a building clock, each transaction whole or not at all, its
 * result kept, steps of a parcel's life guarded, an epoch per caller.
 */
export function createServer(now: () => number, building: string, observe?: (event: Observed) => void) {
  let state: State = {
    tables: new Map(),
    seq: 0,
    results: new Map(),
    effects: new Map(),
    arrived: new Map(),
    handedOn: new Set(),
  }
  let restored = 0
  let epoch = 0
  const rights = new Map<string, { allowed: boolean; version: number }>()
  const listeners = new Set<() => void>()

  const rowsOf = (table: string) => {
    let rows = state.tables.get(table)
    if (!rows) state.tables.set(table, (rows = new Map()))
    return rows
  }
  const rowsAfter = (since: number) =>
    [...state.tables]
      .flatMap(([table, rows]) => [...rows.values()].map((row) => ({ table, row })))
      .filter(({ row }) => Number(row['change_seq']) > since)
      .toSorted((a, b) => Number(a.row['change_seq']) - Number(b.row['change_seq']))
  const right = (desk: string) => {
    let found = rights.get(desk)
    if (!found) rights.set(desk, (found = { allowed: true, version: 1 }))
    return found
  }
  const epochOf = (desk: string) => `e${epoch}.${right(desk).version}`
  const wire = (table: string, row: ServerRow): WireRow => ({
    table,
    row: { ...row, change_seq: String(row['change_seq']) },
  })
  const time = () => new Date(now()).toISOString()

  function check(table: string, row: ServerRow): void {
    for (const [column, parent] of Object.entries(REFERENCES[table] ?? {})) {
      const id = row[column]
      if (id !== null && id !== undefined && !rowsOf(parent).has(String(id)))
        throw new Refusal('constraint', `${table}.${column}`, { column })
    }
    const unique = UNIQUE[table]
    if (unique && (unique.removedToo || row['deleted_at'] === null || row['deleted_at'] === undefined)) {
      for (const other of rowsOf(table).values()) {
        if (other['id'] === row['id'] || (!unique.removedToo && other['deleted_at'] !== null)) continue
        if (unique.columns.every((column) => other[column] === row[column]))
          throw new Refusal('constraint', `${table} ${unique.columns.join(', ')} taken`, {
            column: unique.columns.at(-1)!,
          })
      }
    }
  }

  function guardStep(before: ServerRow, to: PackageStatus, { ops }: WireTransaction): void {
    const from = before['status'] as PackageStatus
    const who = () => {
      const done = [...rowsOf('handovers').values()].find(
        (h) => h['package_id'] === before['id'] && h['deleted_at'] === null,
      )
      return { status: from, by: done?.['handed_by'] ?? null, at: done?.['at'] ?? null }
    }
    if (before['deleted_at'] !== null) throw new Refusal('lifecycle', 'removed', who())
    const step = Object.values(STEPS).some(
      (rule) => rule.from.includes(from) && (rule.to === to || (rule.to === 'previous' && isWaiting(to))),
    )
    const undo = ops.some(
      ({ table, op, values }) =>
        table === 'package_events' &&
        op === 'insert' &&
        values['type'] === 'undone' &&
        values['package_id'] === before['id'] &&
        values['from_status'] === from &&
        values['to_status'] === to &&
        [...rowsOf('package_events').values()].some((e) => e['act_id'] === values['undoes_act_id']),
    )
    const events = ops.some(
      ({ table, op, values }) =>
        table === 'package_events' &&
        op === 'insert' &&
        values['package_id'] === before['id'] &&
        // Where the desk believed the parcel to be does not count, as long as the step is one from where it is.
        values['to_status'] === to,
    )
    if (!(undo || (step && events))) throw new Refusal('lifecycle', `${from} to ${to}`, who())
  }

  /** Who may send what in whose name: the one who acted, a manager, or whoever it was handed on to. */
  function checkSender(desk: string, caller: string, { id, actor }: WireTransaction): void {
    const role = rowsOf('staff').get(caller)?.['role']
    if (role !== undefined && (caller === actor || role === 'manager' || role === 'admin')) return
    if (!state.handedOn.has(`${id} ${desk} ${actor}`)) throw new Refusal('not_allowed', 'nobody handed it on')
  }

  /** An event as the server writes it, or why it does not. */
  function event(row: ServerRow, { tx, desk, caller, events }: Current): ServerRow {
    const made = eventAsWritten(row, {
      all: [...rowsOf('package_events').values()],
      own: new Set(events.map(({ id }) => String(id))),
      actor: tx.actor,
      desk,
      caller,
      role: String(rowsOf('staff').get(caller)?.['role']) as Role,
      now: now(),
      arrived: (undone) => state.arrived.get(undone),
    })
    if (typeof made === 'string') throw new Refusal(made, 'an event that is not taken')
    return made
  }

  function noteStep(before: ServerRow, to: PackageStatus, { tx, noted }: Current): void {
    guardStep(before, to, tx)
    noted.push({ packageId: String(before['id']), from: before['status'] as PackageStatus, to })
  }

  function applyOp({ table, op, id, values }: WireTransaction['ops'][number], current: Current): void {
    const { tx, undo } = current
    const columns = (SYNC_TABLES as Record<string, Record<string, string>>)[table]
    if (!columns) throw new Refusal('invalid', `no table ${table}`)
    for (const column of Object.keys(values))
      if (!(column in columns)) throw new Refusal('invalid', `no column ${table}.${column}`)
    const rows = rowsOf(table)
    const before = rows.get(id)
    let after: ServerRow
    if (op === 'insert') {
      if (before) throw new Refusal('constraint', `${table} id taken`, { column: 'id' })
      if (values['building_id'] !== building) throw new Refusal('not_allowed', 'another building')
      after = { deleted_at: null, ...Object.fromEntries(Object.keys(columns).map((c) => [c, values[c] ?? null])), id }
      if (table === 'package_events') {
        after = event(after, current)
        current.events.push(after)
        const arrived = now()
        undo.push(() => state.arrived.delete(id))
        state.arrived.set(id, arrived)
      }
      if (table === 'handovers')
        after['at'] = timeAtDesk(String(after['at']), now(), rowsOf('package_events').values(), current.desk)
      if (table === 'packages') {
        if (Date.parse(String(after['received_at'])) > now()) after['received_at'] = time()
        current.noted.push({ packageId: id, from: null, to: after['status'] as PackageStatus })
      }
    } else {
      if (!before) throw new Refusal('missing', `${table} ${id}`)
      if (table === 'packages' && op === 'patch' && values['status'] !== undefined)
        noteStep(before, values['status'] as PackageStatus, current)
      if (
        table === 'packages' &&
        op === 'remove' &&
        before['status'] !== 'received' &&
        before['status'] !== 'notified' &&
        before['status'] !== 'on_hold'
      )
        throw new Refusal('lifecycle', 'not waiting', { status: before['status'] ?? null })
      after =
        op === 'remove'
          ? { ...before, deleted_at: before['deleted_at'] ?? tx.at, updated_at: tx.at }
          : { ...before, ...values }
    }
    check(table, after)
    put(table, id, after, undo)
  }
  function put(table: string, id: string, row: ServerRow, undo?: (() => void)[]): void {
    const rows = rowsOf(table)
    const before = rows.get(id)
    undo?.push(() => (before ? rows.set(id, before) : rows.delete(id)))
    rows.set(id, { ...row, change_seq: ++state.seq })
  }

  /** What waits to be told follows from what is true now. */
  function settleNotices(table: string, id: string, undo?: (() => void)[]): void {
    const packageId = table === 'packages' ? id : table === 'notices' ? rowsOf('notices').get(id)?.['package_id'] : null
    const parcel = packageId ? rowsOf('packages').get(String(packageId)) : undefined
    if (!parcel) return
    const own = [...rowsOf('notices').values()].filter((notice) => notice['package_id'] === parcel['id'])
    const waits = new Set(noticesThatWait(parcel as unknown as NoticeParcel, own as unknown as WaitingNotice[]))
    for (const notice of own)
      if (
        notice['state'] === 'waiting' &&
        notice['deleted_at'] === null &&
        !waits.has(notice as unknown as WaitingNotice)
      )
        put('notices', String(notice['id']), { ...notice, state: 'cancelled' }, undo)
  }
  function transact(desk: string, caller: string, tx: WireTransaction): WireResult {
    const kept = state.results.get(tx.id)
    if (kept) return kept
    const undo: (() => void)[] = []
    const current: Current = { tx, desk, caller, noted: [], events: [], undo }
    const seq = state.seq
    let result: WireResult
    const touched = () =>
      [...new Map(tx.ops.map((op) => [`${op.table}/${op.id}`, op])).values()].flatMap(({ table, id }) => {
        const row = rowsOf(table).get(id)
        return row ? [wire(table, row)] : []
      })
    try {
      if (!right(desk).allowed) throw new Refusal('not_allowed', 'revoked')
      if (!rowsOf('staff').has(tx.actor)) throw new Refusal('not_allowed', 'no such person')
      checkSender(desk, caller, tx)
      for (const op of tx.ops) applyOp(op, current)
      if (!tellsWhatWasDone(current.events, current.noted)) throw new Refusal('invalid', 'not what was done')
      // As it was written: what follows from it is read later.
      result = { id: tx.id, status: 'applied', rows: structuredClone(touched()) }
      for (const { table, id } of tx.ops) settleNotices(table, id, undo)
      state.effects.set(tx.id, (state.effects.get(tx.id) ?? 0) + 1)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      for (const back of undo.toReversed()) back()
      state.seq = seq
      result = {
        id: tx.id,
        status: 'refused',
        code: error.code,
        message: error.message,
        detail: error.detail,
        rows: right(desk).allowed ? touched() : [],
      }
    }
    state.results.set(tx.id, result)
    return result
  }
  const announce = () => {
    for (const listener of listeners) listener()
  }

  return {
    epochOf,
    state: () => state,
    /** How often it was put back to a backup. */
    restores: () => restored,
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** `caller`: whose session sends them. */
    push(desk: string, caller: string, transactions: readonly WireTransaction[]): PushAnswer {
      const seq = state.seq
      const at = time()
      const results = transactions.map((tx) => transact(desk, caller, tx))
      observe?.({
        kind: 'push',
        at,
        desk,
        caller,
        transactions: structuredClone(transactions),
        results: structuredClone(results),
      })
      if (state.seq !== seq) announce()
      return { results, epoch: epochOf(desk), server_time: time() }
    },
    /** The caller's own acts that wait at a desk may go out under another session. */
    handOn(desk: string, caller: string, acts: readonly string[]): void {
      for (const act of acts) state.handedOn.add(`${act} ${desk} ${caller}`)
      observe?.({ kind: 'hand_on', desk, caller, acts })
    },
    pull(desk: string, cursor: string | null, limit: number, until: string | null = null): PullAnswer {
      const epoch = epochOf(desk)
      const [of, at] = (cursor ?? '').split(':')
      const reset = cursor !== null && (of !== epoch || Number(at) > state.seq)
      const since = cursor === null || reset ? 0 : Number(at)
      const [ofEnd, end] = (until ?? '').split(':')
      const ending = !reset && ofEnd === epoch ? Math.min(state.seq, Number(end)) : state.seq
      const all = rowsAfter(since).filter(({ row }) => Number(row['change_seq']) <= ending)
      const page = all.slice(0, limit)
      const cut = all.length > limit
      const more = cut || ending < state.seq
      const upto = cut ? Number(page.at(-1)!.row['change_seq']) : Math.max(since, ending)
      return {
        rows: page.map(({ table, row }) => wire(table, row)),
        cursor: `${epoch}:${upto}`,
        more,
        epoch,
        reset,
        server_time: time(),
      }
    },
    /** The same rows as lists of texts; a row counts as a hundred bytes. */
    read(desk: string, { from, until }: PageSpan, limit: PageLimit): PageAnswer {
      const most = Math.min(limit.rows, Math.ceil(limit.bytes / 100))
      const { rows, ...page } = this.pull(desk, from, most, until)
      const names = [...new Set(rows.map(({ table }) => table))]
      const tables = names
        .toSorted((a, b) => place(a) - place(b))
        .map((table) => {
          const own = rows.filter((row) => row.table === table).map(({ row }) => row)
          const columns = [...new Set(own.flatMap((row) => Object.keys(row)))]
          return { table, columns, rows: own.map((row) => columns.map((column) => cellOf(row[column] ?? null))) }
        })
      return { ...page, tables }
    },
    outline(desk: string, cursor: string | null, every: number): OutlineAnswer {
      const epoch = epochOf(desk)
      const [of, at] = (cursor ?? '').split(':')
      const rows = rowsAfter(of === epoch ? Number(at) : 0)
      const marks = rows
        .filter((_, n) => n % every === every - 1)
        .map(({ row }) => `${epoch}:${Number(row['change_seq'])}`)
      return { epoch, rows: rows.length, marks, server_time: time() }
    },
    digest(desk: string, columns: Readonly<Record<string, readonly string[]>>): DigestAnswer {
      const tables: DigestAnswer['tables'] = {}
      for (const [table, rows] of state.tables) {
        let sum = 0n
        for (const row of rows.values())
          sum += BigInt(
            digestNumber(contentOf(columns[table] ? table : '', { ...row, change_seq: String(row['change_seq']) })),
          )
        tables[table] = { count: rows.size, sum: sum.toString() }
      }
      return { epoch: epochOf(desk), upto: String(state.seq), tables, server_time: time() }
    },
    allowed: (desk: string) => right(desk).allowed,
    setRights(desk: string, allowed: boolean): void {
      const found = right(desk)
      if (found.allowed === allowed) return
      found.allowed = allowed
      found.version++
    },
    /** A writer that is no desk: the portal, an administrator. Breaking a rule does nothing. */
    write(table: string, id: string, change: (row: ServerRow | null) => ServerRow): boolean {
      const before = rowsOf(table).get(id) ?? null
      const after = change(before ? { ...before } : null)
      try {
        check(table, after)
      } catch {
        return false
      }
      put(table, id, after)
      settleNotices(table, id)
      observe?.({ kind: 'write', table, row: { ...after }, before })
      announce()
      return true
    },
    backup: (): State => copyState(state),
    /** Everything after the backup is forgotten, change numbers are handed out again. `said`: a new epoch tells the desks. */
    restore(backup: State, said = true): void {
      state = copyState(backup)
      restored++
      if (said) epoch++
      announce()
    },
    row: (table: string, id: string) => rowsOf(table).get(id),
    rows: (table: string) => [...rowsOf(table).values()],
    tables: () => [...state.tables.keys()],
  }
}

export type Server = ReturnType<typeof createServer>
