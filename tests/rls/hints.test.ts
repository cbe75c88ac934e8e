import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { act, patch, push, register } from './acts.ts'
import { A, B, PARCEL, RESIDENT, uid, type Who } from './ids.ts'
import { createWorld, type World } from './people.ts'
import { insertSql } from './seed.ts'

let world: World
beforeEach(async () => {
  world = await createWorld(inject('serverUrl'))
  await world.db.query('delete from realtime.messages')
})
afterEach(() => world.drop())

const sent = async () =>
  (await world.db.query('select topic, event, payload, private, extension from realtime.messages order by inserted_at'))
    .rows
const seq = async () =>
  String((await world.db.query('select seq from private.building_clock where building_id = $1', [A])).rows[0]!['seq'])

describe('the hint', () => {
  it('is one for a transaction, however much it changed, and names the newest number', async () => {
    await push(world.db, 'desk', [register(), register(), register()])
    expect(await sent()).toEqual([
      expect.objectContaining({
        topic: `building:${A}`,
        event: 'changed',
        private: true,
        extension: 'broadcast',
        payload: expect.objectContaining({ upto: await seq() }) as unknown,
      }),
    ])
  })

  it('follows a direct write too, one per building', async () => {
    await world.db.query('begin')
    await world.db.query(`update public.residents set notes = 'a' where building_id = $1`, [A])
    await world.db.query(`update public.residents set notes = 'b'`)
    await world.db.query('commit')
    expect((await sent()).map((row) => row['topic']).toSorted()).toEqual([`building:${A}`, `building:${B}`])
  })

  it('does not leave when nothing changed: repeats, refusals, rollbacks', async () => {
    const bad = act([patch('packages', PARCEL.mine, { kind: 'x' })])
    await push(world.db, 'desk', [bad])
    await push(world.db, 'desk', [bad])
    await world.db.tryAs('manager', (query) => query(`update public.residents set notes = 'x'`))
    expect(await sent()).toEqual([])
  })

  it('that cannot leave undoes nothing', async () => {
    await world.db.query('drop function realtime.send(jsonb, text, text, boolean)')
    const [result] = await push(world.db, 'desk', [register()])
    expect(result!.status).toBe('applied')
  })
})

describe('the channel of a building', () => {
  const may = (who: Who, topic: string) =>
    world.db.tryAs(who, async (query) => {
      await query(`select set_config('realtime.topic', $1, true)`, [topic])
      const receive = await query('select 1 from realtime.messages')
      const send = async (extension: string) => {
        await query('savepoint s')
        try {
          await query(
            `insert into realtime.messages (topic, extension, event, private) values ($1, $2, 'typing', true)`,
            [topic, extension],
          )
          return true
        } catch (error) {
          expect((error as { code: string }).code).toBe('42501')
          return false
        } finally {
          await query('rollback to s')
        }
      }
      return [receive.count > 0, await send('broadcast'), await send('presence')]
    })

  it.each([
    ['desk', true],
    ['manager', true],
    ['admin', true],
    ['board', false],
    ['resident', false],
    ['other', false],
    ['revoked', false],
    ['anon', false],
  ] as const)('%s: %s', async (who, allowed) => {
    await push(world.db, 'desk', [register()])
    expect(await may(who, `building:${A}`)).toEqual([allowed, allowed, allowed])
  })

  it('opens for no other name', async () => {
    await push(world.db, 'desk', [register()])
    for (const topic of [`building:${B}`, `building:${A}x`, 'building:', A, `Building:${A}`, `unit:${A}`])
      expect(await may('desk', topic)).toEqual([false, false, false])
  })
})

describe('how people come in', () => {
  const confirmed = (id: string, email: string, at: string | null = '2026-01-01') =>
    world.db.query(...insertInto('auth.users', { id, email, email_confirmed_at: at }))
  const insertInto = (table: string, row: Record<string, unknown>): [string, unknown[]] => {
    const [sql, params] = insertSql('x', row)
    return [sql.replace('public.x', table), params]
  }
  const claim = async (sub: string) => {
    await world.db.query('begin')
    await world.db.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub, role: 'authenticated' }),
    ])
    await world.db.query('set local role authenticated')
    const { rows } = await world.db.query('select public.claim_invitations() as n, public.whoami() as me')
    const after = await world.db.query('select public.whoami() as me')
    await world.db.query('commit')
    return { made: rows[0]!['n'], me: after.rows[0]!['me'] as { staff: { role: string }[]; residents: unknown[] } }
  }

  it('the first admin: the building is made in the SQL editor, the account claims its place', async () => {
    await world.db.query('set session authorization postgres')
    await world.db.query(
      `select public.create_building('Lofts C', 'rue', 'America/Toronto', '["fr","en"]', 'Réception', 'A', 'Samir', 'New.Admin@Example.com')`,
    )
    await world.db.query('reset session authorization')
    await confirmed(uid(950), 'new.admin@example.com')
    const first = await claim(uid(950))
    expect(first).toMatchObject({ made: 1, me: { staff: [{ role: 'admin', building: 'Lofts C', active: true }] } })
    expect((await claim(uid(950))).made).toBe(0)
  })

  it('an address that is not confirmed claims nothing, nor does another one', async () => {
    await world.db.as('admin', async (query) => {
      await query(...insertSql('staff', { id: uid(951), building_id: A, display_name: 'Neuve', role: 'desk' }))
      await query(`select public.invite($1, 'neuve@example.com', staff => $2)`, [A, uid(951)])
    })
    await confirmed(uid(952), 'neuve@example.com', null)
    expect((await claim(uid(952))).made).toBe(0)
    await confirmed(uid(953), 'autre@example.com')
    expect((await claim(uid(953))).made).toBe(0)
    await world.db.query(`update auth.users set email_confirmed_at = now() where id = $1`, [uid(952)])
    expect(await claim(uid(952))).toMatchObject({ made: 1, me: { staff: [{ role: 'desk' }] } })
  })

  it('a resident sees their own from the moment of the claim, and nothing after being revoked', async () => {
    await world.db.as('manager', (query) =>
      query(`select public.invite($1, 'luc@example.com', resident => $2)`, [A, RESIDENT.neighbour]),
    )
    await confirmed(uid(954), 'luc@example.com')
    const { made, me } = await claim(uid(954))
    expect(made).toBe(1)
    expect(me.residents).toHaveLength(1)
    await world.db.as('manager', (query) =>
      query(`update public.resident_accounts set revoked_at = now() where user_id = $1`, [uid(954)]),
    )
    expect((await claim(uid(954))).me.residents).toHaveLength(0)
  })

  it('a desk or a manager invites no staff, an admin none of another building', async () => {
    for (const who of ['desk', 'manager', 'other'] as const) {
      const invited = world.db.as(who, (query) =>
        query(`select public.invite($1, 'x@example.com', staff => $2)`, [A, uid(11)]),
      )
      await expect(invited).rejects.toMatchObject({ code: '42501' })
    }
    const taken = world.db.as('admin', (query) =>
      query(`select public.invite($1, 'x@example.com', staff => $2)`, [A, uid(11)]),
    )
    await expect(taken).rejects.toMatchObject({ code: '23505' })
  })
})
