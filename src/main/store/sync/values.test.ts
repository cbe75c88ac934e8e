import { describe, expect, it } from 'vitest'
import { SYNC_TABLES } from '../../../shared/sync/tables.ts'
import { columnsOf } from '../columns.ts'
import { asServer, desk, row, wire } from './testing.ts'
import { TABLE_ORDER } from './values.ts'

describe('the wire and the tables', () => {
  it('name the same columns: a column that one forgot would never travel', () => {
    for (const table of TABLE_ORDER)
      expect(Object.keys(SYNC_TABLES[table]).toSorted()).toEqual(columnsOf(table).toSorted())
  })
  it('keeps booleans as 0/1 and JSON as text, and gives them back', async () => {
    const { store } = await desk()
    expect(row(store, 'staff', 's1')).toMatchObject({ active: 1, change_seq: 2 })
    expect(row(store, 'residents', 'r1')).toMatchObject({ aliases: '["Zo"]' })
    expect(asServer(store, 'residents', 'r1', 5).row).toEqual(wire.resident().row)
  })
})
