// 10 000 due notices of 10 000 people, from due until each is a letter that was claimed and marked as accepted, on a real Postgres.
import { startPostgres } from '../tests/support/postgres.ts'
import { A, STAFF } from '../tests/rls/ids.ts'
import { createWorld } from '../tests/rls/people.ts'
import { report } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { notices: NOTICES, senders: SENDERS } = sizes({ notices: 10_000, senders: 4 }, { notices: 50, senders: 2 })
const AT_A_TIME = 20

const server = await startPostgres()
try {
  const world = await createWorld(server.url)
  const { db } = world
  await db.query(`update private.notice_rates set per_minute = 100000 where true`)
  await db.query(`update public.notices set state = 'cancelled' where true`)
  await db.query(`update public.notice_deliveries set state = 'dropped' where true`)
  await db.query(
    `with people as (
       insert into public.residents (id, building_id, family_name, email)
       select gen_random_uuid(), $1, 'P' || n, 'p' || n || '@example.com' from generate_series(1, $2::int) n returning id),
     parcels as (
       insert into public.packages (id, building_id, short_number, label_code, pickup_code, resident_id, carrier, status, received_at, received_by)
       select gen_random_uuid(), $1, 'A1', gen_random_uuid()::text, '123456', id, 'ups', 'received', now(), $3 from people returning id, resident_id)
     select count(*) from parcels`,
    [A, NOTICES, STAFF.desk],
  )
  await db.query(
    `insert into public.notices (id, building_id, package_id, resident_id, language, template, state, send_after)
     select gen_random_uuid(), building_id, id, resident_id, 'fr', 'arrived', 'waiting', now() - interval '6 minutes'
     from public.packages where short_number = 'A1' and label_code like '%-%'`,
  )
  await db.query('analyze')
  const start = performance.now()
  const drain = async (): Promise<number> => {
    const sender = await world.another()
    for (let sent = 0; ;) {
      const { rows } = await sender.query('select public.claim_letters($1, 120) as l', [AT_A_TIME])
      if (rows.length === 0) return sent
      for (const row of rows) {
        const { letter, token } = row['l'] as { letter: string; token: string }
        const outcome = { kind: 'accepted', provider: 'resend', providerId: letter }
        await sender.query('select public.mark_letter($1, $2, $3)', [letter, token, outcome])
      }
      sent += rows.length
    }
  }
  const sent = (await Promise.all(Array.from({ length: SENDERS }, drain))).reduce((sum, n) => sum + n, 0)
  const seconds = (performance.now() - start) / 1000
  report({
    name: 'notices-claim',
    value: seconds,
    unit: 's',
    limit: 60,
    ok: sent === NOTICES && seconds <= 60,
    context: { notices: NOTICES, letters: sent, senders: SENDERS },
  })
  await world.drop()
} finally {
  await server.stop()
}
