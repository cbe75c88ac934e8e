import { A, DESK, STAFF } from './ids.ts'
import type { Connection } from './people.ts'

/**
 * Loads `n` parcels with two events each, past triggers and policies: what a building has after years, in seconds.
 * Their numbers follow the clock as if they had been written one after the other.
 */
export async function loadParcels(db: Connection, n: number): Promise<void> {
  await db.query(`set session_replication_role = replica`)
  await db.query(
    `with clock as (select seq from private.building_clock where building_id = $1)
     insert into public.packages (id, building_id, short_number, label_code, pickup_code, carrier, tracking_number, status,
       received_at, received_by, created_at, change_seq)
     select ('01910000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, $1, 'A' || i % 999, 'B' || i, lpad((i % 1000000)::text, 6, '0'),
       'canada_post', '1Z' || md5(i::text), 'received', now(), $2, now(), clock.seq + (i - 1) * 3 + 1
     from clock, generate_series(1, $3::integer) i`,
    [A, STAFF.desk, n],
  )
  await db.query(
    `with clock as (select seq from private.building_clock where building_id = $1)
     insert into public.package_events (id, building_id, package_id, act_id, type, to_status, actor_id, desk_id, at, created_at, change_seq)
     select ('0192000' || k || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, $1,
       ('01910000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, ('01930000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
       case k when 1 then 'received' else 'label_printed' end, case k when 1 then 'received' end, $2, $4, now(), now(),
       clock.seq + (i - 1) * 3 + 1 + k
     from clock, generate_series(1, $3::integer) i, generate_series(1, 2) k`,
    [A, STAFF.desk, n, DESK],
  )
  await db.query(`update private.building_clock set seq = seq + $2::bigint * 3 where building_id = $1`, [A, n])
  await db.query(`set session_replication_role = origin`)
  await db.query('analyze')
}
