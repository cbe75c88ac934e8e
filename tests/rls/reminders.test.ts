import { describe, expect, it } from 'vitest'
import { act, insert, newId, patch, push } from './acts.ts'
import { DESK2, STAFF } from './ids.ts'
import { noticeWorld, type Claimed } from './noticeWorld.ts'

const w = noticeWorld()
const numbers = (letters: Claimed[]) => letters.flatMap(({ parcels }) => parcels.map(({ shortNumber }) => shortNumber))
/** A parcel whose letter has left. */
async function told(to: Parameters<typeof w.parcel>[0], more = {}) {
  const parcel = await w.parcel(to, more)
  await w.later(2)
  for (const letter of await w.claim()) await w.mark(letter)
  return parcel
}
const kinds = async () => {
  const letters = await w.claim()
  for (const letter of letters) await w.mark(letter)
  return letters.map(({ kind }) => kind).toSorted()
}

describe('reminders', () => {
  it('come on their days, at the hour of the building, each parcel by its own clock, and end in nothing', async () => {
    // A Monday, 10:00 in Toronto.
    await w.at('2027-01-11T15:00:00.000Z')
    const person = await w.person()
    const first = await told({ person })
    await w.at('2027-01-12T15:00:00.000Z')
    await told({ person })
    await w.at('2027-01-14T14:59:00.000Z')
    expect(await kinds()).toEqual([])
    await w.at('2027-01-14T15:00:00.000Z')
    const [one] = await w.claim()
    expect(one).toMatchObject({ kind: 'reminder_1', parcels: [{ id: first.packageId }] })
    expect(one!.inReplyTo).not.toBeNull()
    await w.mark(one!)
    await w.at('2027-01-15T15:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_1'])
    await w.at('2027-01-18T15:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_2'])
    await w.at('2027-01-19T15:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_2'])
    await w.at('2027-02-25T15:00:00.000Z')
    expect(await kinds()).toEqual([])
    const { rows } = await w.query('select status from public.packages where id = $1', [first.packageId])
    expect(rows).toEqual([{ status: 'received' }])
  })

  it('of food come in hours; on a day without reminders the next one; of several that passed the last alone', async () => {
    // A Thursday: the third day is a Sunday.
    await w.at('2027-03-04T15:00:00.000Z')
    await told({ person: await w.person() }, { kind: 'food' })
    const parcel = await told({ person: await w.person() })
    await w.at('2027-03-04T17:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_1'])
    await w.at('2027-03-04T20:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_2'])
    await w.at('2027-03-07T20:00:00.000Z')
    expect(await kinds()).toEqual([])
    await w.at('2027-03-08T15:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_1'])
    const late = await told({ person: await w.person() })
    await w.at('2027-03-16T15:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_2', 'reminder_2'])
    await w.becomes(parcel.packageId, 'received', 'on_hold', 'held')
    const { rows } = await w.query(`select step from public.notices where package_id = $1 and kind = 'reminder'`, [
      late.packageId,
    ])
    expect(rows).toEqual([{ step: 2 }])
  })

  it('pause while somebody is away, and who was never told of a parcel is not reminded of it', async () => {
    await w.at('2027-01-11T15:00:00.000Z')
    const person = await w.person()
    await told({ person })
    await w.add('absences', { resident_id: person, kind: 'hold', from_date: '2027-01-12', to_date: '2027-01-16' })
    const failed = await w.parcel({ person: await w.person({ email: null }) })
    await w.later(2)
    expect(await kinds()).toEqual([])
    expect(await w.state(failed.noticeId)).toBe('failed')
    await w.at('2027-01-14T15:00:00.000Z')
    expect(await kinds()).toEqual([])
    // Three days of waiting and five of absence.
    await w.at('2027-01-18T15:00:00.000Z')
    expect(await kinds()).toEqual([])
    await w.at('2027-01-19T15:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_1'])
  })

  it('not at night, and whoever wants none gets none', async () => {
    await w.query(
      `update public.buildings set reminder_time = '06:00', quiet_hours = '21:00-08:00' where name = 'Lofts A'`,
    )
    await w.at('2027-01-11T15:00:00.000Z')
    await told({ person: await w.person() })
    const none = await told({ person: await w.person({ notice_choices: '{"reminder": []}' }) })
    await w.at('2027-01-14T12:00:00.000Z')
    expect(await kinds()).toEqual([])
    await w.at('2027-01-14T13:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_1'])
    const { rows } = await w.query(
      `select d.state, d.reason, n.state as notice from public.notice_deliveries d join public.notices n on n.id = d.notice_id
       where n.package_id = $1 and n.kind = 'reminder'`,
      [none.packageId],
    )
    // Bug: a reminder that nobody wanted was a task at the desk.
    expect(rows).toEqual([{ state: 'dropped', reason: 'not_wanted', notice: 'cancelled' }])
    await w.query(`update public.buildings set reminder_time = '10:00', quiet_hours = '' where name = 'Lofts A'`)
  })
})

describe('who is reminded', () => {
  // Bug: the parcels of a sample building were told of by nobody, and their people got reminders once it was in a project.
  it('who was told by a letter that left from here or by somebody at the desk, and by no other word', async () => {
    await w.at('2027-04-05T15:00:00.000Z')
    const sent = (channel: string) => ({ state: 'sent', channel, sent_at: w.iso() })
    await w.parcel({ person: await w.person() }, {}, sent('email'))
    const inPerson = await w.parcel({ person: await w.person() }, { status: 'notified' }, sent('in_person'))
    await w.at('2027-04-08T15:00:00.000Z')
    const letters = await w.claim()
    expect(letters.map(({ kind, parcels }) => [kind, parcels.map(({ id }) => id)])).toEqual([
      ['reminder_1', [inPerson.packageId]],
    ])
  })

  // Bug: a letter that came back after the mail server had taken it counted as told.
  it('nobody whose letter was accepted and came back', async () => {
    await w.at('2027-04-12T15:00:00.000Z')
    const { noticeId } = await w.parcel({ person: await w.person({ channels: '["email"]' }) })
    await w.later(2)
    const [letter] = await w.claim()
    await w.mark(letter!)
    expect(await w.state(noticeId)).toBe('sent')
    await w.tell('came-back', { kind: 'bounced', letter: letter!.letter, channel: 'email', at: w.iso() })
    expect(await w.state(noticeId)).toBe('failed')
    await w.at('2027-04-15T15:00:00.000Z')
    expect(await kinds()).toEqual([])
  })

  it('after the last one a desk settles it; the server’s word stays, and no other is made', async () => {
    await w.at('2027-05-03T15:00:00.000Z')
    const { packageId } = await told({ person: await w.person() })
    await w.at('2027-05-10T15:00:00.000Z')
    expect(await kinds()).toEqual(['reminder_2'])
    const last = async () =>
      (
        await w.query(
          `select id, state, step, settled_as, settled_by from public.notices where package_id = $1 and kind = 'reminder'`,
          [packageId],
        )
      ).rows[0]!
    const { id } = await last()
    const settled = { settled_as: 'told', settled_at: w.iso(), settled_by: STAFF.desk }
    await push(w.world.db, 'desk', [act([patch('notices', id as string, settled)])])
    expect(await last()).toMatchObject({ state: 'sent', step: 2, settled_as: 'told', settled_by: STAFF.desk })
    await w.at('2027-05-20T15:00:00.000Z')
    expect(await kinds()).toEqual([])
  })
})

describe('many', () => {
  it('1 000 that are due after an outage leave oldest first, at the rate of the provider; of those gone none', async () => {
    const parcels = []
    for (let n = 0; n < 1000; n++)
      parcels.push(await w.parcel({ person: await w.person() }, {}, { send_after: w.iso(n / 1000) }))
    for (const { packageId } of parcels.slice(0, 10)) await w.becomes(packageId, 'received', 'returned', 'returned')
    await w.query(`update private.notice_rates set per_minute = 600, began = '-infinity' where channel = 'email'`)
    await w.later(180)
    const left: string[] = []
    const perMinute: number[] = []
    for (let minute = 0; left.length < 990 && minute < 5; minute++) {
      const before = left.length
      for (let second = 0; second < 60; second += 10) {
        for (;;) {
          const letters = await w.claim(20)
          if (letters.length === 0) break
          for (const letter of letters) await w.mark(letter)
          left.push(...numbers(letters))
        }
        await w.later(1 / 6)
      }
      perMinute.push(left.length - before)
    }
    expect(left).toHaveLength(990)
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(720)
    const { rows } = await w.query('select id, short_number from public.packages where id = any ($1)', [
      parcels.map(({ packageId }) => packageId),
    ])
    const name = new Map(rows.map((row) => [row['id'], row['short_number']]))
    expect(left).toEqual(parcels.slice(10).map(({ packageId }) => name.get(packageId)))
    await w.query(`update private.notice_rates set per_minute = 100000 where channel = 'email'`)
  }, 300_000)

  // Bug: each desk that was offline had prepared its own notice, and the resident got two.
  it('desks that were offline and both prepared a notice of one parcel make one letter', async () => {
    const person = await w.person()
    const { packageId } = await w.parcel({ person })
    const notice = () =>
      act([
        insert('notices', newId(), {
          package_id: packageId,
          resident_id: person,
          channel: null,
          language: 'fr',
          template: 'arrived',
          kind: 'arrived',
          state: 'waiting',
          send_after: w.iso(1),
        }),
      ])
    await push(w.world.db, 'desk', [notice()])
    await push(w.world.db, 'desk2', [{ ...notice(), actor: STAFF.desk2 }], DESK2)
    await w.later(1)
    const letters = await w.claim()
    expect(letters).toHaveLength(1)
    expect(letters[0]!.parcels).toHaveLength(1)
  })
})

describe('how notices stand', () => {
  it('says since when they wait, when the next one leaves, and when somebody rang', async () => {
    expect(await w.health()).toMatchObject({ oldestDue: null, nextDue: null })
    const { noticeId } = await w.parcel({ person: await w.person() })
    const due = w.iso(1)
    expect(await w.health()).toMatchObject({ oldestDue: null, nextDue: due })
    await w.later(7)
    expect(await w.health()).toMatchObject({ oldestDue: due, nextDue: null })
    const [letter] = await w.claim()
    expect(await w.health()).toMatchObject({ oldestDue: null, nextDue: w.iso(2), lastRing: w.iso() })
    await w.mark(letter!)
    expect(await w.health()).toMatchObject({ oldestDue: null, nextDue: null, lastSuccess: w.iso() })
    expect(await w.state(noticeId)).toBe('sent')
    const asked = await w.world.db.as('desk', (query) => query('select public.notices_health() as h'))
    expect(asked.rows[0]!['h']).toMatchObject({ lastRing: w.iso() })
    const other = await w.world.db.as('other', (query) => query('select public.notices_health() as h'))
    expect(other.rows[0]!['h']).toMatchObject({ oldestDue: null })
  })
})
