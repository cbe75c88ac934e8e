import type { WireTransaction } from '../../shared/sync/wire.ts'
import { keptPhones, unreadPhone } from '../../shared/people/phones.ts'
import { toWire } from '../store/sync/values.ts'
import type { QueuedEntry } from '../store/sync/side.ts'

type Entry = Pick<QueuedEntry, 'id' | 'name' | 'schema' | 'actor_id' | 'at' | 'ops'>

const same = (entry: Entry): Entry => entry
/** The one telephone of before is the first of several. The replica's own queue was brought over by its migration; what a rescue brings was not. */
const onePhoneToSeveral = (entry: Entry): Entry => ({
  ...entry,
  ops: entry.ops.map((op) => {
    if (op.table !== 'residents' || !('phone' in op.values)) return op
    const { phone, ...values } = op.values as Record<string, string | number | null>
    return { ...op, values: { ...values, phones: keptPhones(phone ? [unreadPhone(String(phone))] : []) } }
  }),
})
/**
 * How an act written under schema n is brought to n + 1. One per schema, never changed afterwards: an act may have waited on
 * a desk for a long time. Most schemas only add what older acts do not name.
 */
const UPCASTERS: Readonly<Record<number, (entry: Entry) => Entry>> = {
  1: same,
  2: same,
  3: same,
  4: same,
  5: same,
  6: same,
  7: same,
  8: same,
  9: same,
  10: same,
  11: same,
  12: onePhoneToSeveral,
  13: same,
  14: same,
  15: same,
  16: same,
  17: same,
  18: same,
  19: same,
  20: same,
  21: same,
  22: same,
  23: same,
  24: same,
}

/** Brings an act to the present schema. */
export function upcast(entry: Entry, schema: number): Entry {
  let current = entry
  while (current.schema < schema) {
    const step = UPCASTERS[current.schema]
    if (!step) throw new Error(`no way from schema ${current.schema}`)
    current = { ...step(current), schema: current.schema + 1 }
  }
  return current
}

/** An act as it travels. */
export function toTransaction(entry: Entry, schema: number): WireTransaction {
  const { id, name, schema: written, actor_id: actor, at, ops } = upcast(entry, schema)
  return {
    id,
    name,
    schema: written,
    actor,
    at,
    ops: ops.map(({ table, op, id: rowId, values }) => ({
      table,
      op,
      id: rowId,
      values: (op === 'remove' ? {} : toWire(table, values)) as WireTransaction['ops'][number]['values'],
    })),
  }
}
