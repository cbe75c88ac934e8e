import { afterAll, beforeAll, expect, vi } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import { startProxy, type Proxy } from '../../dev/proxy/proxy.ts'
import {
  connectByUpload,
  deskHome,
  network,
  openDesk,
  until,
  untilLive,
  type ConnectedDesk,
} from '../support/connected.ts'
import { startProject } from '../support/project.ts'
import { attack } from './support/attack.ts'

const NARROW = { kind: 'throttle', bytesPerSecond: 10_000_000 / 8 } as const

let hub: Hub
let proxy: Proxy
let desk: ConnectedDesk
let building = ''
const home = deskHome()
const tooLarge: string[] = []
let compared = 0

beforeAll(async () => {
  hub = await startProject()
  proxy = await startProxy({ port: Number(new URL(hub.url).port) })
  const line = network()
  line.intercept((url) => {
    if (url.includes('sync_digest')) compared++
    return undefined
  })
  desk = await openDesk(home, line, {
    ports: {
      now: () => new Date(),
      random: (n) => crypto.getRandomValues(new Uint8Array(n)),
      log: {
        info: () => undefined,
        warn: (event, fields) => void (event === 'sync.row_too_large' && tooLarge.push(String(fields?.['id']))),
        error: (event, fields) => void desk.problems.push(`${event} ${JSON.stringify(fields)}`),
      },
      defer: (run) => void setTimeout(run, 1),
      later: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
  })
  building = await connectByUpload(desk, { ...hub, url: proxy.url })
})
afterAll(async () => {
  await desk?.close()
  await proxy?.stop()
  await hub?.stop()
  home.remove()
})

/** As the owner of the tables, past the limits: data from before them. */
async function oldNotes(count: number, length: number): Promise<string[]> {
  await hub.admin.query('alter table public.absences drop constraint absences_note_limit')
  const { rows } = await hub.admin.query(
    `insert into public.absences (id, building_id, resident_id, kind, from_date, to_date, note)
     select gen_random_uuid(), r.building_id, r.id, 'hold', '2026-12-01', '2026-12-02', repeat('x', $3::integer)
     from (select building_id, id from public.residents where building_id = $1 limit 1) r, generate_series(1, $2::integer) returning id`,
    [building, count, length],
  )
  await hub.admin.query(
    'alter table public.absences add constraint absences_note_limit check (length(note) <= 1000) not valid',
  )
  return rows.map((row) => String(row['id']))
}
/** Somebody elsewhere gives a unit another number. */
const renumber = (number: string) =>
  hub.admin.query(
    `update public.units set number = $2 where id = (select id from public.units where building_id = $1 order by id limit 1)`,
    [building, number],
  )
const knows = async (number: string) =>
  (await desk.ask('search.addressee', { text: number, limit: 8 })).some(({ unitNumber }) => unitNumber === number)

attack('a resident has sixty notes of a megabyte and sixty just below what is sent', async () => {
  proxy.set(NARROW)
  const large = await oldNotes(60, 1_000_000)
  await renumber('9901')
  // One request of the old server: 50 MB, forty seconds, of which a desk waits for twenty.
  await until(desk, () => knows('9901'), 20_000)
  expect(tooLarge.toSorted()).toEqual(large.toSorted())

  await oldNotes(60, 500_000)
  await renumber('9902')
  await until(desk, () => knows('9902'), 60_000)
  await untilLive(desk)

  // What was named counts on both sides: the comparison finds nothing to mend, asked again neither.
  for (let round = 0; round < 3; round++) {
    const before = compared
    await desk.ask('sync.now', {})
    await vi.waitFor(() => expect(compared).toBeGreaterThan(before), { timeout: 90_000 })
  }
  await untilLive(desk)
  expect(desk.problems).toEqual([])
})
