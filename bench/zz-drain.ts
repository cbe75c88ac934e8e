// 10 000 acts queued while there was no line: from the first request to the last verdict, through the hub on loopback.
import { uuidv7 } from 'uuidv7'
import { startProxy } from '../dev/proxy/proxy.ts'
import { startProject } from '../tests/support/project.ts'
import { bundleDesk } from '../tests/faults/bundle.ts'
import { connectDesk, foundBuilding } from '../tests/faults/building.ts'
import { report } from './support/report.ts'

const ACTS = Number(process.env['ACTS'] ?? 10_000)
const EMAIL = 'nadege@example.com'

const hub = await startProject()
const proxy = await startProxy({ port: Number(new URL(hub.url).port) })
await hub.admin.query(`alter system set track_functions = 'all'`)
await hub.admin.query('select pg_reload_conf()')
await foundBuilding(hub, EMAIL)
const { desk, remove } = await connectDesk(hub, proxy.url, EMAIL, 'A', await bundleDesk())
try {
  proxy.set({ kind: 'refuse' })
  for (let n = 0; n < ACTS; n++) {
    await desk.ask('packages.register', {
      id: uuidv7(),
      carrier: 'ups',
      trackingNumber: `DRAIN${n}`,
      rawBarcode: null,
      symbology: null,
      unitId: null,
      residentId: null,
    })
  }
  const before = await desk.ask('sync.status', {})
  if (before?.waiting !== ACTS) throw new Error(`${before?.waiting} acts wait instead of ${ACTS}`)
  proxy.set(null)
  const began = performance.now()
  desk.tell({ type: 'resume' })
  await desk.until(async () => (await desk.ask('sync.status', {}))?.waiting === 0, 600_000, 'drained')
  const seconds0 = (performance.now() - began) / 1000
  await new Promise((r) => setTimeout(r, 1500))
  console.log(seconds0)
  console.table(
    (
      await hub.admin.query(
        `select funcname, calls::int, total_time::int as total, self_time::int as self from pg_stat_user_functions order by self_time desc limit 30`,
      )
    ).rows,
  )
  console.log(
    desk.log
      .filter((l) => l.includes('sync.'))
      .map((l) => l.slice(0, 60))
      .reduce((m, l) => m.set(l.split(' ')[1]!, (m.get(l.split(' ')[1]!) ?? 0) + 1), new Map<string, number>()),
  )
  const seconds = (performance.now() - began) / 1000
  const { rows } = await hub.admin.query<{ packages: number; acts: number; applied: number }>(
    `select (select count(*)::int from public.packages) as packages, count(*)::int as acts,
       (count(*) filter (where result ->> 'status' = 'applied'))::int as applied from private.sync_transactions`,
  )
  const there = rows[0]!
  const whole = there.packages === ACTS && there.acts === ACTS && there.applied === ACTS
  report({
    name: 'drain',
    value: seconds,
    unit: 's',
    limit: 60,
    ok: whole && seconds <= 60,
    context: { actsPerSecond: ACTS / seconds, ...there },
  })
} finally {
  await desk.stop()
  await proxy.stop()
  await hub.stop()
  remove()
}
