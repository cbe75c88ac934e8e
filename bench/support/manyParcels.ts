import type { Pool } from 'pg'

/**
 * Puts parcels into a building of the project, made inside Postgres: no act is sent for them and no rule is asked. They
 * are numbered like any change, by one transaction.
 */
export async function manyParcels(admin: Pool, building: string, rows: number): Promise<void> {
  const client = await admin.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query(
      `with places as (
         select array_agg(u.id order by u.number) as ids, count(*)::int as many from public.units u where u.building_id = $1
       ), place as (
         select c.seq, s.id as staff from private.building_clock c join public.staff s on s.building_id = c.building_id
         where c.building_id = $1 limit 1
       )
       insert into public.packages (id, building_id, short_number, label_code, pickup_code, unit_id, carrier,
         tracking_number, raw_barcode, symbology, status, received_at, received_by, change_seq)
       select ('01980000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, 'Z-' || n, 'BENCH' || lpad(n::text, 9, '0'),
         lpad((n % 1000000)::text, 6, '0'), places.ids[1 + n % places.many],
         (array['amazon', 'canada_post', 'intelcom', 'ups', 'fedex'])[1 + n % 5], '1Z999AA1' || lpad(n::text, 10, '0'),
         '1Z999AA1' || lpad(n::text, 10, '0'), 'code128', case when n % 100 = 0 then 'received' else 'picked_up' end,
         timestamptz '2026-01-01' + n * interval '30 seconds', place.staff, place.seq + n
       from generate_series(1, $2::int) n, places, place`,
      [building, rows],
    )
    await client.query('update private.building_clock set seq = seq + $2::int where building_id = $1', [building, rows])
    await client.query('commit')
  } finally {
    client.release()
  }
  await admin.query('vacuum analyze public.packages')
}
