import { DeskError } from '../../../shared/contract/errors.ts'
import { phonesIn } from '../../../shared/people/phones.ts'
import type { DirectoryChange, DirectoryTable } from '../../../shared/people/kinds.ts'
import type { NewRow, Row } from '../../store/schema.ts'
import type { Tx } from '../../store/open.ts'
import type { Actor, Place, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { renewCodes } from '../packages/pickup.ts'
import { expectStaffed } from './staffed.ts'
import { asTold, isSame, type Values } from './values.ts'

export interface Who {
  actor: Actor
  place: Place
}

const addressesOf = ({ email, phones }: Row<'residents'>): string[] => [
  email?.toLowerCase() ?? '',
  ...phonesIn(phones).map(({ e164, typed }) => e164 ?? typed),
]
/** Somewhere where they were written to is theirs no longer. */
const hasLostAddress = (before: Row<'residents'>, after: Row<'residents'>): boolean =>
  addressesOf(before).some((address) => address !== '' && !addressesOf(after).includes(address))

/** Writes rows of the directory inside an act, each with its event. An act writes a row once. */
export function createRecorder(
  tx: Tx,
  { actor, place, ports }: Who & Pick<ServiceDeps, 'ports'>,
  {
    undoes = null,
    batchId = null,
    reason = '',
  }: { undoes?: string | null; batchId?: string | null; reason?: string } = {},
) {
  const tell = (type: DirectoryChange, table: DirectoryTable, rowId: string, before: Values, after: Values): void => {
    tx.insert('directory_events', {
      act_id: tx.actId,
      type,
      table_name: table,
      row_id: rowId,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      actor_id: actor.id,
      desk_id: place.desk.id,
      at: tx.at,
      undoes_act_id: undoes,
      proved_by: actor.proof ?? null,
      batch_id: batchId,
      reason: reason || null,
    })
  }
  const standing = <T extends DirectoryTable>(table: T, id: string): Row<T> => {
    const row = tx.get(table, id)
    if (!row || row.deleted_at !== null) throw new DeskError('NOT_FOUND')
    return row
  }
  return {
    /** The row; one that was removed is no longer there. */
    standing,
    add<T extends DirectoryTable>(table: T, given: NewRow<T>): string {
      const row = tx.insert(table, given)
      const id = String(row.id)
      tell('added', table, id, {}, asTold(table, row))
      return id
    },
    /** Nothing is told where nothing changes. */
    change<T extends DirectoryTable>(table: T, id: string, changes: Partial<Row<T>>): void {
      const was = asTold(table, standing(table, id))
      const after = Object.fromEntries(
        Object.entries(asTold(table, changes)).filter(([column, value]) => !isSame(was[column], value)),
      )
      if (Object.keys(after).length === 0) return
      const row = standing(table, id)
      tx.patch(table, id, changes)
      if (table === 'residents' && hasLostAddress(row as Row<'residents'>, tx.get('residents', id)!))
        renewCodes(tx, ports.random, id, todayAt({ ports, place }))
      tell('changed', table, id, Object.fromEntries(Object.keys(after).map((column) => [column, was[column]])), after)
      if (table === 'staff') expectStaffed(tx, actor)
    },
    remove(table: DirectoryTable, id: string): void {
      const was = asTold(table, standing(table, id))
      tx.remove(table, id)
      if (table === 'staff') expectStaffed(tx, actor)
      tell('removed', table, id, was, {})
    },
  }
}

export type Recorder = ReturnType<typeof createRecorder>

/** Makes one act of what is recorded. */
export const createWrite =
  ({ store, place, ports }: ServiceDeps) =>
  (actor: Actor, name: string, run: (record: Recorder, tx: Tx) => void): { actId: string } => {
    const { actId } = store.transact(name, { staffId: actor.id }, (tx) =>
      run(createRecorder(tx, { actor, place, ports }), tx),
    )
    return { actId }
  }
