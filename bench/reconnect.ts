// The network is cut and comes back: from then until the desk is live again, has sent and has read everything, p95.
import { uuidv7 } from 'uuidv7'
import { startProxy, type Fault } from '../dev/proxy/proxy.ts'
import { ONLINE_EVERY_MS } from '../src/main/connection/ports.ts'
import { startProject } from '../tests/support/project.ts'
import { bundleDesk } from '../tests/faults/bundle.ts'
import { connectDesk, foundBuilding } from '../tests/faults/building.ts'
import { untilQuiet } from '../tests/faults/deskProcess.ts'
import type { FromDesk } from '../tests/faults/protocol.ts'
import { percentile, report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

/** `untold`: how often nobody tells the desk; the cable was good all along, what was broken lies behind it. */
const { cuts: CUTS, untold: UNTOLD } = sizes({ cuts: 12, untold: 6 }, { cuts: 2, untold: 1 })
const EMAIL = 'nadege@example.com'

const hub = await startProject()
const proxy = await startProxy({ port: Number(new URL(hub.url).port) })
await foundBuilding(hub, EMAIL)
const { desk, remove } = await connectDesk(hub, proxy.url, EMAIL, 'A', await bundleDesk())

const wait = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms))
const readsElsewhere = (message: FromDesk) =>
  message.type === 'event' && message.event.type === 'changed' && 'units' in message.event.tables
const joins = (message: FromDesk) => message.type === 'log' && message.line.includes('sync.line_up')

/** Cuts the line for a while, with work on both sides of it. Answers how long the way back took, in ms. */
async function cut(fault: Fault, lastsMs: number, toldAfterMs: number | null): Promise<number> {
  await untilQuiet(desk)
  proxy.set(fault)
  // A reset breaks what is open; what swallows leaves both ends in the belief that it is.
  if (fault.kind === 'reset') proxy.drop()
  const seen = Promise.all([desk.said(readsElsewhere), desk.said(joins)])
  await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: null,
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId: null,
  })
  await hub.admin.query(`update public.units set floor = floor + 1 where number = '101'`)
  await wait(lastsMs)
  const began = performance.now()
  proxy.set(null)
  if (toldAfterMs !== null) {
    await wait(toldAfterMs)
    desk.tell({ type: 'resume' })
  }
  await seen
  await untilQuiet(desk)
  return performance.now() - began
}

try {
  const kinds: readonly Fault[] = [{ kind: 'blackhole' }, { kind: 'reset' }]
  const told: number[] = []
  const untold: number[] = []
  // The program looks at its network now and then: on the way back it is told at any moment of that while.
  for (let n = 0; n < CUTS; n++) told.push(await cut(kinds[n % 2]!, 1500 + 500 * n, (ONLINE_EVERY_MS * (n + 1)) / CUTS))
  for (let n = 0; n < UNTOLD; n++) untold.push(await cut({ kind: 'reset' }, 5000, null))
  const { rows } = await hub.admin.query<{ packages: number; acts: number }>(
    `select (select count(*)::int from public.packages) as packages, (select count(*)::int from private.sync_transactions) as acts`,
  )
  const whole = rows[0]!.packages === CUTS + UNTOLD && rows[0]!.acts === CUTS + UNTOLD
  const { p95, ...rest } = spread(told)
  report({
    name: 'reconnect',
    value: p95,
    unit: 'ms p95',
    limit: 3000,
    ok: whole && p95 <= 3000,
    context: {
      ...rest,
      blackhole: percentile(
        told.filter((_, n) => n % 2 === 0),
        0.95,
      ),
      reset: percentile(
        told.filter((_, n) => n % 2 === 1),
        0.95,
      ),
      noticeMs: ONLINE_EVERY_MS,
      untoldP50: percentile(untold, 0.5),
      untoldP95: percentile(untold, 0.95),
      ...rows[0]!,
    },
  })
} finally {
  await desk.stop()
  await proxy.stop()
  await hub.stop()
  remove()
}
