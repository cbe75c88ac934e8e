import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { newId } from './acts.ts'
import { A, DESK, STAFF, type Row } from './ids.ts'
import { createWorld, type World } from './people.ts'
import { insertSql } from './seed.ts'

/** A letter as `claim_letters` hands it out. */
export interface Claimed {
  letter: string
  token: string
  attempt: number
  channel: string
  address: string
  kind: string
  language: string
  parcels: { id: string; shortNumber: string }[]
  pickupCode: string
  texts: unknown
  inReplyTo: string | null
}
export interface Delivery {
  person_id: string | null
  channel: string
  state: string
  reason: string | null
  leaves_at: Date | null
}
type Values = Row & { id?: string }
const DAY_MS = 24 * 3_600_000

/** A building whose notices a test claims, marks and hears of, at the time that it says. Nothing of the seed waits in it. */
export function noticeWorld() {
  const world = {} as World
  let now = Date.parse('2026-11-25T15:00:00.000Z')
  let number = 0
  const parcelOf = new Map<string, string>()
  const query = (sql: string, params: unknown[] = []) => world.db.query(sql, params)
  const at = async (time: string | number): Promise<void> => {
    now = typeof time === 'number' ? time : Date.parse(time)
    await query(`update test_now set at = $1 where true`, [new Date(now).toISOString()])
  }
  beforeAll(async () => {
    Object.assign(world, await createWorld(inject('serverUrl')))
    await query(`create table public.test_now (at timestamptz); grant select on public.test_now to public;`)
    await query(`insert into public.test_now values ($1)`, [new Date(now).toISOString()])
    await query(`create or replace function private.arrived() returns timestamptz language sql stable security definer set search_path = '' as
      $f$ select at from public.test_now $f$`)
    await query(`update private.notice_rates set per_minute = 100000 where true`)
  })
  // Each test has a day of its own, on which nothing of another waits.
  beforeEach(async () => {
    await query(`update public.notice_deliveries set state = 'dropped' where state = 'leaving'`)
    await query(`update public.notices set state = 'cancelled' where state in ('waiting', 'sent')`)
    await query(`update private.letters set state = 'dropped' where state = 'waiting'`)
    for (const table of ['reminder_rounds', 'notice_rings']) await query(`delete from private.${table} where true`)
    await query(`update private.notice_rates set began = '-infinity' where true`)
    await at(Math.ceil((now + 1) / DAY_MS) * DAY_MS + 15 * 3_600_000)
  })
  afterAll(() => world.drop())

  async function add(table: string, row: Values): Promise<string> {
    const id = row.id ?? newId()
    await query(...insertSql(table, { building_id: A, ...row, id }))
    return id
  }
  const iso = (minutes = 0) => new Date(now + minutes * 60_000).toISOString()

  return {
    world,
    query,
    at,
    iso,
    now: () => now,
    later: (minutes: number) => at(now + minutes * 60_000),
    add,
    unit: () => add('units', { number: `U${++number}` }),
    /** Somebody with an address; in a unit where one is given. */
    async person(more: Values = {}, unit?: string, home: Row = {}): Promise<string> {
      const id = newId()
      await add('residents', { id, family_name: `P${++number}`, email: `p${number}@example.com`, ...more })
      if (unit) await add('occupancies', { resident_id: id, unit_id: unit, kind: 'tenant', ...home })
      return id
    },
    /** A parcel with the notice that its desk prepared: due at the end of a minute's grace. */
    async parcel(to: { person?: string | null; unit?: string | null }, more: Row = {}, notice: Row = {}) {
      const [packageId, noticeId] = [newId(), newId()]
      const shortNumber = `A${++number}`
      parcelOf.set(shortNumber, packageId)
      const about = { unit_id: to.unit ?? null, resident_id: to.person ?? null }
      await add('packages', {
        id: packageId,
        short_number: shortNumber,
        label_code: packageId,
        pickup_code: packageId.slice(-6),
        carrier: 'ups',
        status: 'received',
        received_at: iso(),
        received_by: STAFF.desk,
        ...about,
        ...more,
      })
      const row = {
        package_id: packageId,
        resident_id: about.resident_id,
        language: 'fr',
        template: 'arrived',
        state: 'waiting',
      }
      await add('notices', { id: noticeId, ...row, send_after: iso(1), ...notice })
      return { packageId, noticeId }
    },
    async claim(most = 50, lease = 120): Promise<Claimed[]> {
      const { rows } = await query('select public.claim_letters($1, $2) as l', [most, lease])
      return rows.map((row) => {
        const claimed = row['l'] as Claimed
        // A letter names a parcel by its number alone.
        const parcels = claimed.parcels.map((parcel) => ({ ...parcel, id: parcelOf.get(parcel.shortNumber)! }))
        return { ...claimed, parcels }
      })
    },
    async mark({ letter, token }: Pick<Claimed, 'letter' | 'token'>, outcome: object = {}): Promise<boolean> {
      const accepted = { kind: 'accepted', provider: 'resend', providerId: `re-${letter}` }
      const { rows } = await query('select public.mark_letter($1, $2, $3) as ok', [
        letter,
        token,
        { ...accepted, ...outcome },
      ])
      return rows[0]!['ok'] as boolean
    },
    tell: (eventId: string, event: object, provider = 'resend') =>
      query('select public.provider_event($1, $2, $3)', [provider, eventId, event]),
    async deliveries(noticeId: string): Promise<Delivery[]> {
      const { rows } = await query(
        `select person_id, channel, state, reason, leaves_at from public.notice_deliveries where notice_id = $1 order by change_seq`,
        [noticeId],
      )
      return rows as unknown as Delivery[]
    },
    async state(noticeId: string): Promise<unknown> {
      return (await query('select state from public.notices where id = $1', [noticeId])).rows[0]!['state']
    },
    async health(): Promise<Record<string, unknown>> {
      return (await query('select public.notices_health() as h')).rows[0]!['h'] as Record<string, unknown>
    },
    /** A step of a parcel, as its desk takes it. */
    async becomes(packageId: string, from: string, to: string, type: string): Promise<void> {
      const actId = newId()
      const at = { act_id: actId, at: iso() }
      await query('begin')
      try {
        await query('update public.packages set status = $2 where id = $1', [packageId, to])
        const step = { package_id: packageId, type, from_status: from, to_status: to, detail: '{"reason":"x"}' }
        await add('package_events', { ...step, ...at, actor_id: STAFF.desk, desk_id: DESK })
        const handed = { collected_by: 'X', proof: 'known', handed_by: STAFF.desk }
        if (to === 'picked_up') await add('handovers', { package_id: packageId, ...at, ...handed })
        await query('commit')
      } catch (error) {
        await query('rollback')
        throw error
      }
    },
  }
}
