import { expect, it } from 'vitest'
import { bundleDesk } from './bundle.ts'
import { connectDesk } from './building.ts'
import { expectOnce, expectSame } from './checks.ts'
import { loadDesk, untilQuiet, type DeskProcess } from './deskProcess.ts'
import { hubAndProxy } from './hubAndProxy.ts'
import type { Done } from './protocol.ts'
import { seeded } from '../../src/shared/random.ts'

const KILLS = Number(process.env['KILLS'] ?? 200)
const SEED = Number(process.env['SEED'] ?? 11)
const BUDGET_MS = Number(process.env['KILL_BUDGET_MS'] ?? 150_000)
const EMAIL = 'nadege@example.com'
/** A machine that does not even manage these is no witness. */
const LEAST = 20
/** Processes that load the program while another one lives. */
const SPARE = 2

const line = hubAndProxy(EMAIL)

it(`killed at any moment while it sends and reads (${KILLS} times, seed ${SEED}), a desk loses nothing and does nothing twice`, async () => {
  const { hub, proxy } = line
  const { desk: first, dataDir, remove } = await connectDesk(hub, proxy.url, EMAIL, 'A')
  await first.stop()
  const random = seeded(SEED).int
  const done: Done[] = []
  const program = await bundleDesk()
  const spare: DeskProcess[] = Array.from({ length: SPARE }, () => loadDesk(program))
  const began = performance.now()
  let kills = 0
  let busy = 0
  // Somebody elsewhere writes all the time, so that there is always something to read.
  const elsewhere = setInterval(
    () => void hub.admin.query(`update public.units set floor = floor + 1 where number = '101'`).catch(() => undefined),
    40,
  )
  try {
    while (kills < KILLS && performance.now() - began < BUDGET_MS) {
      const desk = spare.shift()!
      await desk.open(dataDir)
      spare.push(loadDesk(program))
      const working = desk.said(({ type }) => type === 'done')
      desk.tell({ type: 'work' })
      await working
      await new Promise((end) => void setTimeout(end, random(350)))
      if (proxy.connections() > 0) busy++
      desk.kill()
      await desk.exited
      kills++
      done.push(...desk.done)
    }
  } finally {
    clearInterval(elsewhere)
  }
  for (const one of spare.splice(1)) one.kill()
  const last = spare[0]!
  await last.open(dataDir)
  await untilQuiet(last)
  await last.stop()
  console.info(`${kills} kills, ${busy} of them with requests or a channel open, ${done.length} acknowledged acts`)
  await expectOnce(hub, done)
  await expectSame(hub, dataDir)
  remove()
  // A slow machine has not the time for all of them; the count stands above.
  expect(kills).toBeGreaterThanOrEqual(Math.min(KILLS, LEAST))
  expect(busy).toBeGreaterThan(kills / 4)
  expect(done.length).toBeGreaterThan(kills)
})
