import { noticesThatWait, type NoticeParcel, type WaitingNotice } from '../../../src/shared/packages/notices.ts'
import type { WireResult, WireRow } from '../../../src/shared/sync/wire.ts'

type Value = WireRow['row'][string]
export type ServerRow = Record<string, Value>
type Code = Extract<WireResult, { status: 'refused' }>['code']

/** Why a transaction does not take effect. */
export class Refusal extends Error {
  readonly code: Code
  readonly detail: Record<string, Value>
  constructor(code: Code, message: string, detail: Record<string, Value> = {}) {
    super(message)
    this.code = code
    this.detail = detail
  }
}

export interface State {
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
  belongings: { resident_id: 'residents' },
  packages: { unit_id: 'units', resident_id: 'residents', shelf_id: 'shelves', received_by: 'staff' },
  package_events: { package_id: 'packages', actor_id: 'staff', desk_id: 'desks' },
  handovers: { package_id: 'packages', resident_id: 'residents', handed_by: 'staff' },
  notices: { package_id: 'packages', resident_id: 'residents', settled_by: 'staff' },
  notice_deliveries: { notice_id: 'notices', person_id: 'residents' },
}
const UNIQUE: Record<string, { columns: string[]; removedToo?: boolean }> = {
  units: { columns: ['building_id', 'number', 'tower'] },
  shelves: { columns: ['building_id', 'code'] },
  packages: { columns: ['label_code'], removedToo: true },
  handovers: { columns: ['package_id'] },
  carrier_rules: { columns: ['building_id', 'prefix'] },
}

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

/** A row as it is sent. */
export const toWire = (table: string, row: ServerRow): WireRow => ({
  table,
  row: { ...row, change_seq: String(row['change_seq']) },
})

/** The rows of the server, numbered by one clock, and what it keeps of acts; a backup takes all of it along. */
export function createRows() {
  let state: State = {
    tables: new Map(),
    seq: 0,
    results: new Map(),
    effects: new Map(),
    arrived: new Map(),
    handedOn: new Set(),
  }

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

  return {
    state: () => state,
    rowsOf,
    rowsAfter,
    check,
    put,
    settleNotices,
    backup: (): State => copyState(state),
    restore: (backup: State): void => void (state = copyState(backup)),
  }
}

export type Rows = ReturnType<typeof createRows>
