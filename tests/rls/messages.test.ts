import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { act, insert, newId, patch, push, pushOne } from './acts.ts'
import { AT, CONVERSATION, MESSAGE, PARCEL, PARTICIPANT, RESIDENT, STAFF, uid } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'
import { asResident, message } from './writing.ts'
import { insertSql } from './seed.ts'
import { messageRow } from './seedRows.ts'

let world: World
beforeAll(async () => void (world = await createWorld(inject('serverUrl'))))
afterAll(() => world.drop())

const one = async (sql: string, params: unknown[] = []) => (await world.db.query(sql, params)).rows[0]!

describe('a resident', () => {
  it('sees their own conversation without its notes and their files, and nothing of the neighbour', async () => {
    await world.db.tryAs('resident', async (query) => {
      const ids = async (table: string) =>
        (await query(`select id from public.${table} order by id`)).rows.map((row) => row['id'])
      expect(await ids('messages')).toEqual([MESSAGE.desk, MESSAGE.mine])
      expect(await ids('attachments')).toEqual([uid(141)])
      expect(await ids('conversation_participants')).toEqual([PARTICIPANT.mine])
      const [{ known }] = (await query('select public.resident_conversations() as known')).rows as [
        { known: { id: string; staff: { id: string }[] }[] },
      ]
      expect(known).toMatchObject([{ id: CONVERSATION.mine, staff: [{ id: STAFF.desk }] }])
    })
  })

  it('writes as themselves alone, and only where they take part', async () => {
    const mine = { conversation_id: CONVERSATION.mine, author_resident_id: RESIDENT.mine }
    const state = (row: Record<string, unknown>) => world.db.tryAs('resident', asResident(row))
    expect(await state(mine)).toBeNull()
    expect(await state({ ...mine, author_resident_id: RESIDENT.neighbour })).toBe('42501')
    expect(await state({ ...mine, author_resident_id: null, author_staff_id: STAFF.desk })).toBe('42501')
    expect(await state({ ...mine, conversation_id: CONVERSATION.neighbours })).toBe('42501')
    expect(await state({ ...mine, author_resident_id: null, author_staff_id: STAFF.desk, internal_note: true })).toBe(
      '42501',
    )
    expect(await state({ ...mine, announcement_id: uid(131) })).toBe('42501')
  })

  it('cannot say when their message arrived, nor change what the desk wrote', async () => {
    await world.db.tryAs('resident', async (query) => {
      const id = newId()
      await query(
        ...insertSql('messages', {
          ...messageRow(id, { author_resident_id: RESIDENT.mine }),
          received_at: '2020-01-01T00:00:00Z',
          sent_at: '2020-01-01T00:00:00Z',
        }),
      )
      const row = (await query('select received_at, sent_at, now() as now from public.messages where id = $1', [id]))
        .rows[0]!
      expect(Math.abs(Number(row['received_at']) - Number(row['now']))).toBeLessThan(60_000)
      expect(row['sent_at']).toEqual(row['received_at'])
      const { count } = await query(`update public.messages set body = 'x' where id = $1`, [MESSAGE.desk])
      expect(count).toBe(0)
    })
  })

  it('starts a conversation once, about a parcel that is theirs', async () => {
    await world.db.tryAs('resident', async (query) => {
      const start = (parcel: string | null, resident = RESIDENT.mine, id = uid(600)) =>
        stateOf(
          query('select public.resident_start($1, $2, $3, $4, $5, $6, $7)', [
            id,
            uid(601),
            resident,
            uid(602),
            'Bonjour',
            'Sujet',
            parcel,
          ]),
        )
      expect(await start(PARCEL.household)).toBeNull()
      expect(await start(PARCEL.household)).toBeNull()
      const { rows } = await query('select public.resident_conversations() as c')
      const made = (rows[0]!['c'] as { id: string; length: number; unread: number }[]).find(({ id }) => id === uid(600))
      expect(made).toMatchObject({ length: 1, unread: 0, unit: { name: '101' }, parcel: { id: PARCEL.household } })
    })
    const refused = (parcel: string | null, resident: string) =>
      world.db.tryAs('resident', (query) =>
        stateOf(
          query('select public.resident_start($1, $2, $3, $4, $5, $6, $7)', [
            uid(603),
            uid(604),
            resident,
            uid(605),
            'x',
            '',
            parcel,
          ]),
        ),
      )
    expect(await refused(PARCEL.neighbours, RESIDENT.mine)).toBe('42501')
    expect(await refused(null, RESIDENT.neighbour)).toBe('42501')
  })

  it('gets names of staff with their conversations, but not their notes, in what the portal lists', async () => {
    await world.db.tryAs('resident', async (query) => {
      const { rows } = await query('select public.resident_conversations() as c')
      const [mine] = rows[0]!['c'] as { staff: { name: string }[]; last: object; lines: object[] }[]
      expect(mine!.staff.map(({ name }) => name)).toEqual(['Nadège'])
      expect(mine!.last).toMatchObject({ author_resident_id: RESIDENT.mine })
      expect(mine!.lines).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toContain('déjà appelé')
    })
  })
})

describe('the place of a message', () => {
  it('is later than everything before it, whatever the writers say', async () => {
    const late = { sent_at: '2020-01-01T00:00:00.000Z' }
    const early = { sent_at: '2099-01-01T00:00:00.000Z' }
    const acts = [late, early, late].map((values) => act([insert('messages', newId(), message(values))]))
    const results = await push(world.db, 'desk', acts)
    const rows = results.map((result) => result.rows[0]!.row)
    const places = rows.map((row) => String(row['received_at']))
    expect(places).toEqual(places.toSorted())
    expect(new Set(places).size).toBe(3)
    // A desk whose clock is ahead does not write from the future; one that was offline keeps when it wrote.
    expect(String(rows[1]!['sent_at'])).toBe(places[1])
    expect(rows[0]!['sent_at']).toBe(late.sent_at)
  })
})

describe('what is refused', () => {
  it.each(['', ' \n\t', '\u00a0', '\u200b\u2060', '\u202e\u202c', '\ufeff'])('an empty message: %j', async (body) => {
    expect(await pushOne(world.db, 'desk', act([insert('messages', newId(), message({ body }))]))).toBe('constraint')
  })
  it('but not one of files alone, nor one in another script or of an emoji', async () => {
    for (const values of [{ body: '', files: 1 }, { body: 'سلام' }, { body: '👍🏽' }, { body: '。' }])
      expect(await pushOne(world.db, 'desk', act([insert('messages', newId(), message(values))]))).toBe('applied')
  })
  it('one of more than 4000 characters, counted as the console counts', async () => {
    const send = (body: string) => pushOne(world.db, 'desk', act([insert('messages', newId(), message({ body }))]))
    expect(await send('😀'.repeat(4000))).toBe('applied')
    expect(await send('😀'.repeat(4001))).toBe('constraint')
  })
  it('a message in the name of a colleague, an edit of one, and a late edit', async () => {
    const send = (values: Parameters<typeof message>[0]) =>
      pushOne(world.db, 'desk', act([insert('messages', newId(), message(values))]))
    expect(await send({ author_staff_id: STAFF.desk2 })).toBe('not_allowed')
    expect(await send({ author_staff_id: null, author_resident_id: RESIDENT.mine })).toBe('not_allowed')
    const edit = (id: string, edited_at: string) =>
      pushOne(world.db, 'desk', act([patch('messages', id, { body: 'x', edited_at })]))
    expect(await edit(MESSAGE.note, AT)).toBe('not_allowed')
    expect(await edit(MESSAGE.mine, AT)).toBe('not_allowed')
    // It waited with its edits for days.
    const id = newId()
    expect(await pushOne(world.db, 'desk', act([insert('messages', id, message())]))).toBe('applied')
    expect(await edit(id, '2026-11-20T16:00:00.000Z')).toBe('invalid')
    expect(await edit(id, '2026-11-20T15:10:00.000Z')).toBe('applied')
  })
})

describe('taking back', () => {
  it('is for the author and for managers, and leaves no text', async () => {
    const id = newId()
    await push(world.db, 'desk', [act([insert('messages', id, message({ body: 'secret' }))])])
    const remove = (who: 'desk' | 'desk2' | 'manager', actor: string) =>
      pushOne(world.db, who, act([patch('messages', id, { removed_at: AT })], { actor }))
    expect(await remove('desk2', STAFF.desk2)).toBe('not_allowed')
    expect(await remove('manager', STAFF.manager)).toBe('applied')
    expect(await one('select body, removed_at from public.messages where id = $1', [id])).toMatchObject({ body: '' })
    // An edit that was on its way does not bring it back.
    await push(world.db, 'desk', [act([patch('messages', id, { body: 'secret', edited_at: AT })])])
    expect(await one('select body from public.messages where id = $1', [id])).toEqual({ body: '' })
  })
})

describe('markers', () => {
  const marker = async (id: string) =>
    one(
      `select private.iso(last_read_at) as read, private.iso(last_delivered_at) as delivered from public.conversation_participants where id = $1`,
      [id],
    )
  const row = (id: string, last_read_at: string | null) =>
    insert('conversation_participants', id, {
      conversation_id: CONVERSATION.neighbours,
      staff_id: STAFF.desk,
      resident_id: null,
      last_read_at,
      last_delivered_at: null,
    })

  it('two desks that made one offline both succeed, and the further one counts', async () => {
    const id = newId()
    const far = '2026-11-20T15:00:09.000Z'
    expect(await pushOne(world.db, 'desk', act([row(id, far)]))).toBe('applied')
    expect(await pushOne(world.db, 'desk', act([row(id, AT)]))).toBe('applied')
    expect(await marker(id)).toEqual({ read: far, delivered: far })
    const back = act([patch('conversation_participants', id, { last_read_at: null, last_delivered_at: AT })])
    expect(await pushOne(world.db, 'desk', back)).toBe('applied')
    expect(await marker(id)).toEqual({ read: far, delivered: far })
  })

  it('are moved by their owner alone, and not into the future', async () => {
    const move = act([patch('conversation_participants', PARTICIPANT.mine, { last_read_at: AT })])
    expect(await pushOne(world.db, 'desk', move)).toBe('not_allowed')
    await world.db.tryAs('resident', async (query) => {
      const own = await query(
        `update public.conversation_participants set last_read_at = 'infinity' where id = $1 returning last_read_at <= clock_timestamp() as past`,
        [PARTICIPANT.mine],
      )
      expect(own.rows).toEqual([{ past: true }])
      const others = await query(`update public.conversation_participants set last_read_at = now() where id <> $1`, [
        PARTICIPANT.mine,
      ])
      expect(others.count).toBe(0)
    })
  })
})
