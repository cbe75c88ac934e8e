// 10 000 acts queued while there was no line: from the first request to the last verdict, through the hub on loopback.
import { uuidv7 } from 'uuidv7'
import { startProxy } from '../dev/proxy/proxy.ts'
import { startProject } from '../tests/support/project.ts'
import { bundleDesk } from '../tests/faults/bundle.ts'
import { connectDesk, foundBuilding } from '../tests/faults/building.ts'
import { report } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { acts: ACTS } = sizes({ acts: 10_000 }, { acts: 60 })
const EMAIL = 'nadege@example.com'

const hub = await startProject()
const proxy = await startProxy({ port: Number(new URL(hub.url).port) })
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
