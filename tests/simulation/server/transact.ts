import { changesThatFollow } from './again.ts'
import { toWire as valuesOnWire } from '../../../src/main/store/sync/values.ts'
import { SYNC_TABLES, TABLES, type SyncTable } from '../../../src/shared/sync/tables.ts'
import type { Column } from '../../../src/shared/sync/columns.ts'
import { STEPS, isWaiting, type PackageStatus } from '../../../src/shared/packages/lifecycle.ts'
import type { Role } from '../../../src/shared/staff/permissions.ts'
import type { WireResult, WireTransaction } from '../../../src/shared/sync/wire.ts'
import { eventAsWritten, tellsWhatWasDone, timeAtDesk, type Noted } from './record.ts'
import { Refusal, toWire, type Rows, type ServerRow } from './rows.ts'

/** What the server fills in where a new row says nothing. */
function defaultsOf(table: SyncTable): Readonly<Record<string, ServerRow[string]>> {
  const columns = Object.entries<Column>(TABLES[table]).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return valuesOnWire(table, Object.fromEntries(columns)) as Record<string, ServerRow[string]>
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

export interface ActParts {
  rows: Rows
  building: string
  now(): number
  /** Whether a desk may work here. */
  allowed(desk: string): boolean
}

/** Takes one transaction as sync_push does: whole or not at all, steps of a parcel's life guarded, its result kept. */
export function createTransact(parts: ActParts) {
  const { building, now } = parts
  const { state, rowsOf, check, put, settleNotices } = parts.rows

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
    if (!state().handedOn.has(`${id} ${desk} ${actor}`)) throw new Refusal('not_allowed', 'nobody handed it on')
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
      arrived: (undone) => state().arrived.get(undone),
    })
    if (typeof made === 'string') throw new Refusal(made, 'an event that is not taken')
    return made
  }

  /** The directory is as the events of an act say: what is removed is, and what was changed is there. */
  function expectTrue({ ops }: WireTransaction): void {
    for (const { table, values } of ops) {
      if (table !== 'directory_events') continue
      const row = rowsOf(String(values['table_name'])).get(String(values['row_id']))
      if (!row || (values['type'] === 'removed') !== (row['deleted_at'] !== null))
        throw new Refusal('invalid', 'the event without its change')
    }
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
    const before = rowsOf(table).get(id)
    let after: ServerRow
    if (op === 'insert') {
      if (before) throw new Refusal('constraint', `${table} id taken`, { column: 'id' })
      if (values['building_id'] !== building) throw new Refusal('not_allowed', 'another building')
      const unsaid = defaultsOf(table as SyncTable)
      after = {
        deleted_at: null,
        ...Object.fromEntries(Object.keys(columns).map((c) => [c, values[c] ?? unsaid[c] ?? null])),
        id,
      }
      if (table === 'package_events') {
        after = event(after, current)
        current.events.push(after)
        const arrived = now()
        undo.push(() => state().arrived.delete(id))
        state().arrived.set(id, arrived)
      }
      if (table === 'handovers' || table === 'directory_events')
        after['at'] = timeAtDesk(String(after['at']), now(), rowsOf('package_events').values(), current.desk)
      if (table === 'packages') {
        if (Date.parse(String(after['received_at'])) > now()) after['received_at'] = new Date(now()).toISOString()
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
    // When somebody settled a notice is told by the desk too.
    const settled = ['settled_as', 'settled_at', 'settled_by'].some(
      (column) => after[column] !== (before?.[column] ?? null),
    )
    if (table === 'notices' && settled && after['settled_at'] !== null)
      after['settled_at'] = timeAtDesk(
        String(after['settled_at']),
        now(),
        rowsOf('package_events').values(),
        current.desk,
      )
    check(table, after)
    put(table, id, after, undo)
  }
  function transact(desk: string, caller: string, tx: WireTransaction): WireResult {
    const kept = state().results.get(tx.id)
    if (kept) return kept
    const undo: (() => void)[] = []
    const current: Current = { tx, desk, caller, noted: [], events: [], undo }
    const seq = state().seq
    let result: WireResult
    const touched = () =>
      [...new Map(tx.ops.map((op) => [`${op.table}/${op.id}`, op])).values()].flatMap(({ table, id }) => {
        const row = rowsOf(table).get(id)
        return row ? [toWire(table, row)] : []
      })
    try {
      if (!parts.allowed(desk)) throw new Refusal('not_allowed', 'revoked')
      if (!rowsOf('staff').has(tx.actor)) throw new Refusal('not_allowed', 'no such person')
      checkSender(desk, caller, tx)
      for (const op of tx.ops) applyOp(op, current)
      if (!tellsWhatWasDone(current.events, current.noted)) throw new Refusal('invalid', 'not what was done')
      expectTrue(tx)
      // As it was written: what follows from it is read later.
      result = { id: tx.id, status: 'applied', rows: structuredClone(touched()) }
      const followed = [...changesThatFollow(tx, rowsOf('packages'), rowsOf('package_events'))].map(
        ({ id, values }) => {
          put('packages', id, { ...rowsOf('packages').get(id), ...values }, undo)
          return { table: 'packages', id }
        },
      )
      for (const { table, id } of [...tx.ops, ...followed]) settleNotices(table, id, undo)
      state().effects.set(tx.id, (state().effects.get(tx.id) ?? 0) + 1)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      for (const back of undo.toReversed()) back()
      state().seq = seq
      result = {
        id: tx.id,
        status: 'refused',
        code: error.code,
        message: error.message,
        detail: error.detail,
        rows: parts.allowed(desk) ? touched() : [],
      }
    }
    state().results.set(tx.id, result)
    return result
  }

  return transact
}
