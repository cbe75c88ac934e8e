import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { SYNC_TABLES } from '../../src/shared/sync/tables.ts'
import { loadParcels } from './bulk.ts'
import { act, digest, lockOf, patch, pull, push, pushIn, register } from './acts.ts'
import { A, PARCEL, RESIDENT, STAFF, type Who } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'
import { replica, hash, oracle, keysOf, scansOf } from './pages.ts'

let world: World
beforeEach(async () => void (world = await createWorld(inject('serverUrl'))))
afterEach(() => world.drop())

describe('a pull', () => {
  it.each([1, 2, 7, 1000])('in pages of %i gives each row that the policies show, once', async (limit) => {
    const mine = replica()
    await mine.pull(world.db, 'desk', limit)
    expect(keysOf(mine.rows)).toEqual(await oracle(world, 'desk'))
    const again = await pull(world.db, 'desk', mine.cursor)
    expect(again).toMatchObject({ rows: [], more: false, reset: false, cursor: mine.cursor })
  })

  it('gives the columns of the wire and no others', async () => {
    const page = await pull(world.db, 'manager')
    for (const [table, columns] of Object.entries(SYNC_TABLES)) {
      const row = page.rows.find((r) => r.table === table)
      expect(Object.keys(row!.row).toSorted(), table).toEqual(Object.keys(columns).toSorted())
    }
  })

  it('is exact while others write: pages never skip and never repeat', async () => {
    const mine = replica()
    const writers = await Promise.all([world.another(), world.another(), world.another()])
    const state = { writing: true }
    const work = Promise.all(
      writers.map(async (db, w) => {
        for (let i = 0; i < 25; i++) {
          if (w === 2) {
            // Direct writes that keep their transaction open: what time stamps and sequences lose.
            await db.begin('manager')
            await db.query(`update public.residents set notes = $1 where id = $2`, [`${i}`, RESIDENT.mine])
            await sleep(i % 3)
            await db.commit()
          } else await push(db, 'desk', [register(), act([patch('packages', PARCEL.mine, { note: `${w} ${i}` })])])
        }
      }),
    ).finally(() => (state.writing = false))
    let rounds = 0
    while (state.writing || rounds === 0) {
      await mine.pull(world.db, 'desk', 7)
      rounds++
    }
    await work
    await mine.pull(world.db, 'desk', 7)
    expect(keysOf(mine.rows)).toEqual(await oracle(world, 'desk'))
    expect((await digest(world.db, 'desk')).tables).toEqual(expect.objectContaining(hash(mine.rows.values())))
  })

  it('sees numbers in the order of commits: who began first and commits last is not passed', async () => {
    const [slow, fast] = await Promise.all([world.another(), world.another()])
    const mine = replica()
    await mine.pull(world.db)
    const before = mine.rows.size
    const first = register()
    const second = register({}, { actor: STAFF.desk2 })
    await slow.begin('desk')
    await pushIn(slow, [first])
    const isHeld = await lockOf(fast, world.db)
    const waiting = push(fast, 'desk2', [second])
    await isHeld()
    await mine.pull(world.db)
    expect(mine.rows.size).toBe(before)
    await slow.commit()
    await waiting
    await mine.pull(world.db)
    expect(mine.rows.has(`packages ${first.packageId}`)).toBe(true)
    expect(mine.rows.has(`packages ${second.packageId}`)).toBe(true)
  })

  it('of ten thousand rows in one page reads no more than it gives, by index', async () => {
    await loadParcels(world.db, 20_000)
    const page = await pull(world.db, 'desk', null, 10_000, A, 10_000_000)
    expect(page.rows).toHaveLength(10_000)
    expect(page.more).toBe(true)
    await scansOf(
      world,
      (db) => pull(db, 'desk', page.cursor, 1000),
      ['packages', 'package_events'],
      (table, scans, rows) => {
        expect(scans, table).toBe(0)
        expect(rows, table).toBeLessThan(2500)
      },
    )
  })

  it('with nothing new touches no table', async () => {
    const { cursor } = await pull(world.db, 'desk')
    await scansOf(
      world,
      (db) => pull(db, 'desk', cursor),
      ['packages', 'units', 'residents'],
      (table, scans, rows) => {
        expect(scans + rows, table).toBe(0)
      },
    )
  })
})

describe('an epoch', () => {
  it('is shared by those who see the same, so that a change of shift costs nothing', async () => {
    const epochs = await Promise.all(
      (['desk', 'manager', 'admin'] as const).map(async (who, i) => {
        const db = i === 0 ? world.db : await world.another()
        return (await pull(db, who)).epoch
      }),
    )
    expect(new Set(epochs).size).toBe(1)
  })

  it('ends with the rights: a smaller view starts over with less, the board and a revoked one get nothing', async () => {
    const mine = replica()
    await mine.pull(world.db)
    const whole = mine.cursor
    await world.db.query(`delete from private.role_permissions where role = 'desk' and permission = 'residents.read'`)
    await mine.pull(world.db)
    expect(keysOf(mine.rows)).toEqual(await oracle(world, 'desk'))
    expect([...mine.rows.values()].some((r) => r.table === 'residents')).toBe(false)
    await world.db.query(`insert into private.role_permissions values ('desk', 'residents.read')`)
    for (const place of [`role = 'board'`, `active = false`]) {
      await world.db.query(`update public.staff set ${place} where id = $1`, [STAFF.desk])
      expect(await stateOf(pull(world.db, 'desk', mine.cursor))).toBe('42501')
      expect(await stateOf(digest(world.db, 'desk'))).toBe('42501')
      await world.db.query(`update public.staff set active = true, role = 'desk' where id = $1`, [STAFF.desk])
    }
    expect((await pull(world.db, 'desk', mine.cursor)).reset).toBe(true)
    expect((await pull(world.db, 'desk', whole)).reset).toBe(false)
  })

  it('ends with the numbers: after a restore, declared or not, the desk starts over', async () => {
    const { cursor, epoch } = await pull(world.db, 'desk')
    await world.db.as('admin', (query) => query('select public.sync_new_epoch($1)', [A]))
    const after = await pull(world.db, 'desk', cursor)
    expect(after).toMatchObject({ reset: true })
    expect(after.epoch).not.toBe(epoch)
    expect(after.rows.length).toBeGreaterThan(0)
    // Restored from a backup and nobody said so: the cursor is ahead of the clock.
    const [head, seq] = after.cursor.split(':')
    const ahead = await pull(world.db, 'desk', `${head}:${Number(seq) + 5}`)
    expect(ahead.reset).toBe(true)
    expect(ahead.rows).toHaveLength(after.rows.length)
  })

  it('of a cursor that nobody made is another one', async () => {
    for (const cursor of ['x', ':', 'a:b', `${'9'.repeat(40)}:${'9'.repeat(40)}`, "'; drop table staff; --"]) {
      const page = await pull(world.db, 'desk', cursor)
      expect(page.reset).toBe(true)
      expect(page.rows.length).toBeGreaterThan(0)
    }
    expect((await pull(world.db, 'desk', '')).reset).toBe(false)
  })
})

describe('what has changed', () => {
  const changed = async (who: Who, since: number): Promise<unknown> =>
    world.db.as(who, async (query) => {
      const { rows } = await query('select private.changed_tables($1, $2) as names', [A, since])
      return rows[0]!['names']
    })

  it('is each table with a number above, to whom reads it', async () => {
    const newest = new Map<string, number>()
    for (const key of await oracle(world, 'admin')) {
      const [table, , seq] = key.split(' ') as [string, string, string]
      newest.set(table, Math.max(newest.get(table) ?? 0, Number(seq)))
    }
    for (const since of [0, ...newest.values()]) {
      const expected = Object.keys(SYNC_TABLES).filter((table) => (newest.get(table) ?? 0) > since)
      expect((await changed('admin', since)) as string[]).toEqual(expect.arrayContaining(expected))
      expect(await changed('admin', since)).toHaveLength(expected.length)
    }
  })

  it('says nothing to others', async () => {
    for (const who of ['resident', 'board', 'other', 'revoked'] as const) expect(await changed(who, 0)).toEqual([])
    expect(await stateOf(changed('anon', 0))).toBe('42501')
  })
})
