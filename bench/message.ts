// A message sent at one desk until its text can be read at another, through the hub on loopback, p95: quiet, and while
// a third client's 100 000 parcels (--rows 10000) sync to both desks.
import type { Pool } from 'pg'
import { uuidv7 } from 'uuidv7'
import { bundleDesk } from '../tests/faults/bundle.ts'
import { BUILDING, connectDesk, foundBuilding } from '../tests/faults/building.ts'
import { untilQuiet, type DeskProcess } from '../tests/faults/deskProcess.ts'
import { startProject } from '../tests/support/project.ts'
import { SYNC_OPTIONS } from '../src/main/sync/options.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const EMAIL = 'nadege@example.com'
/** The most that one request of a desk writes. */
const SLICE = SYNC_OPTIONS.batchCount
const {
  samples: SAMPLES,
  warm: WARM,
  rows: ROWS,
} = sizes({ samples: 100, warm: 5, rows: 100_000 }, { samples: 4, warm: 1, rows: 2 * SLICE })
const LIMIT_MS = 150

const say = (text: string) => process.stderr.write(`message: ${text}\n`)

/** Resolves when the last message of the conversation reads so on the desk's screen. */
function readable(desk: DeskProcess, conversationId: string, id: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const { items } = await desk.ask('messages.thread', { conversationId, offset: -1, limit: 1 })
      const [last] = items
      if (last?.kind !== 'message' || last.id !== id) return
      stop()
      if (last.body === body) resolve(performance.now())
      else reject(new Error(`the other desk reads ${last.body}`))
    }
    const stop = desk.onMessage((message) => {
      if (message.type === 'event' && message.event.type === 'changed' && 'messages' in message.event.tables)
        look().catch(reject)
    })
  })
}

async function hop(here: DeskProcess, there: DeskProcess, conversationId: string, n: number): Promise<number> {
  const message = { id: uuidv7(), body: `Votre colis est à la réception, tablette ${n}` }
  const arrived = readable(there, conversationId, message.id, message.body)
  const began = performance.now()
  await here.ask('messages.send', { conversationId, message })
  return (await arrived) - began
}

const parcelId = (n: number): string => `01980000-0000-7000-9000-${n.toString(16).padStart(12, '0')}`

/** Resolves when the desk has the parcel. */
function shown(desk: DeskProcess, id: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = desk.onMessage((message) => {
      if (message.type !== 'event' || message.event.type !== 'changed' || !('packages' in message.event.tables)) return
      // Not yet: another event comes with the next rows.
      desk.ask('packages.get', { id }).then(
        () => {
          stop()
          resolve()
        },
        () => undefined,
      )
    })
  })
}

/** One transaction of a client that writes much: numbered and announced like any other. */
async function writeParcels(admin: Pool, from: number): Promise<void> {
  await admin.query(
    `insert into public.packages (id, building_id, short_number, label_code, pickup_code, unit_id, carrier, status,
       received_at, received_by)
     select ('01980000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, 'Z-' || n, lpad(upper(to_hex(n)), 9, '0'),
       lpad((n % 1000000)::text, 6, '0'), (select id from public.units where building_id = $1 limit 1), 'ups', 'received',
       now(), (select id from public.staff where building_id = $1 limit 1)
     from generate_series($2::int, $2::int + $3::int - 1) n`,
    [BUILDING, from, SLICE],
  )
}

const hub = await startProject()
await foundBuilding(hub, EMAIL)
const resident = uuidv7()
await hub.admin.query(
  `insert into public.residents (id, building_id, given_name, family_name) values ($1, $2, 'Ana', 'Roy')`,
  [resident, BUILDING],
)
const program = await bundleDesk()
const one = await connectDesk(hub, hub.url, EMAIL, 'A', program)
const other = await connectDesk(hub, hub.url, EMAIL, 'B', program)
const [here, there] = [one.desk, other.desk]
try {
  const conversationId = uuidv7()
  const first = { id: uuidv7(), body: 'Bonjour' }
  const begun = readable(there, conversationId, first.id, first.body).catch(() => 0)
  await here.ask('messages.start', { id: conversationId, residentIds: [resident], message: first })
  await begun
  const quiet: number[] = []
  for (let n = 0; n < WARM + SAMPLES; n++) {
    await Promise.all([untilQuiet(here), untilQuiet(there)])
    quiet.push(await hop(here, there, conversationId, n))
  }
  say(`quiet: ${JSON.stringify(spread(quiet.slice(WARM)))}`)

  // The client writes the next slice when the receiving desk has the last row of the one before: it pulls all the time.
  let synced = 0
  const writing = (async () => {
    for (let written = SLICE; written <= ROWS; written += SLICE) {
      const came = shown(there, parcelId(written))
      await writeParcels(hub.admin, written - SLICE + 1)
      await came
      synced = written
    }
  })()
  const over = new AbortController()
  void writing.finally(() => over.abort())
  const began = performance.now()
  const busy: number[] = []
  while (!over.signal.aborted) busy.push(await hop(here, there, conversationId, busy.length))
  await writing
  const seconds = (performance.now() - began) / 1000
  await untilQuiet(there)
  // The list's own total stops counting at 10 000.
  const last = await there.ask('packages.list', { offset: ROWS - 1, limit: 1 })
  if (last.rows.length !== 1) throw new Error(`fewer than ${ROWS} parcels came`)

  const [alone, meanwhile] = [spread(quiet.slice(WARM)), spread(busy)]
  const value = Math.max(alone.p95, meanwhile.p95)
  report({
    name: 'message',
    value,
    unit: 'ms p95',
    limit: LIMIT_MS,
    ok: value <= LIMIT_MS && busy.length >= SAMPLES,
    context: {
      ...Object.fromEntries(Object.entries(alone).map(([key, value]) => [`quiet_${key}`, value])),
      ...Object.fromEntries(Object.entries(meanwhile).map(([key, value]) => [`syncing_${key}`, value])),
      rows_synced: synced,
      rows_per_s: synced / seconds,
    },
  })
} finally {
  await Promise.all([here.stop(), there.stop()])
  await hub.stop()
  one.remove()
  other.remove()
}
