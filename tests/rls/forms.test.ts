import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { A, CONVERSATION, PARCEL, RESIDENT, UNIT2 } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

const set = (table: string, column: string, value: string, id: string) =>
  stateOf(
    world.db.as('manager', (query) => query(`update public.${table} set ${column} = $1 where id = $2`, [value, id])),
  )
const building = (column: string, value: string) =>
  stateOf(
    world.db.as('admin', (query) => query(`update public.buildings set ${column} = $1 where id = $2`, [value, A])),
  )

describe('the values of a row', () => {
  // Bug: one wrong name in the building's row ended the work of every desk at its next start.
  it('name a time zone that there is, by a name that desks know', async () => {
    for (const zone of ['America/Vancouver', 'Europe/Paris', 'UTC', 'Asia/Calcutta'])
      expect([zone, await building('timezone', zone)]).toEqual([zone, null])
    for (const zone of ['Mars/Base', '', 'EST5EDT4', 'posix/America/Toronto', 'localtime', '+05:00', 'america/toronto'])
      expect([zone, await building('timezone', zone)]).toEqual([zone, '23514'])
    expect(await building('name', 'Lofts')).toBeNull()
  })

  // Bug: a number among the other names of one resident ended every search on every desk.
  it('hold lists of what each list is of', async () => {
    expect(await set('residents', 'aliases', '["Zo", ""]', RESIDENT.mine)).toBeNull()
    expect(await set('residents', 'channels', '["sms", "email"]', RESIDENT.mine)).toBeNull()
    expect(await building('languages', '["en"]')).toBeNull()
    for (const wrong of ['[5]', '[null]', '["a", {}]', '[["a"]]', '{}', '"a"', 'null'])
      expect([wrong, await set('residents', 'aliases', wrong, RESIDENT.mine)]).toEqual([wrong, '23514'])
    for (const wrong of ['[5]', '["pigeon"]', '[["sms"]]', '"sms"', 'null'])
      expect([wrong, await set('residents', 'channels', wrong, RESIDENT.mine)]).toEqual([wrong, '23514'])
    for (const wrong of ['[5]', '["de"]', '[["fr"]]', '"fr"', 'null'])
      expect([wrong, await building('languages', wrong)]).toEqual([wrong, '23514'])
  })
})

describe('a conversation about a parcel', () => {
  const told = async () => {
    const { rows } = await world.db.as('resident', (query) => query('select public.resident_conversations() as a'))
    const found = (rows[0]!['a'] as { id: string; parcel: unknown; lines: unknown[] }[]).find(
      ({ id }) => id === CONVERSATION.mine,
    )!
    return { parcel: found.parcel, lines: found.lines.length }
  }
  // Bug: after a change of addressee the resident went on reading what became of the other's parcel.
  it('tells the resident of it as long as it is theirs', async () => {
    expect(await told()).toEqual({ parcel: expect.objectContaining({ id: PARCEL.mine }), lines: 1 })
    const move = (change: string, params: unknown[]) =>
      world.db.query(`update public.packages set ${change} where id = $1`, [PARCEL.mine, ...params])
    await move('resident_id = $2', [RESIDENT.neighbour])
    expect(await told()).toEqual({ parcel: null, lines: 0 })
    await move('resident_id = null', [])
    expect(await told()).toMatchObject({ lines: 1 })
    await move('unit_id = $2', [UNIT2])
    expect(await told()).toEqual({ parcel: null, lines: 0 })
  })
})

describe('what a desk asks', () => {
  const ask = async (sql: string, params: unknown[]) =>
    (await world.db.as('desk', (query) => query(`select ${sql} as a`, params))).rows[0]!['a'] as Record<string, unknown>

  // Bug: a table whose columns were named by an empty list ended in an error of the database.
  it('is a digest of no columns: counted as where none are named', async () => {
    const none = await ask('public.sync_digest($1)', [A])
    const empty = await ask('public.sync_digest($1, $2)', [A, '{"packages": []}'])
    expect(empty['tables']).toEqual(none['tables'])
  })

  it('is an outline from a cursor of other numbers: told to begin anew, as with a page', async () => {
    const outline = (since: string | null) => ask('public.sync_outline($1, $2)', [A, since])
    const whole = await outline(null)
    expect(whole['reset']).toBe(false)
    for (const since of ['old:5', 'nonsense', `${String(whole['epoch'])}:999999999`])
      expect(await outline(since)).toMatchObject({ reset: true, rows: whole['rows'] })
    expect(await outline(`${String(whole['epoch'])}:1`)).toMatchObject({ reset: false })
  })
})
