// A parcel registered at one desk until another desk's screen is told to show it, through the hub on loopback, p95.
import { uuidv7 } from 'uuidv7'
import { startProject } from '../tests/support/project.ts'
import { bundleDesk } from '../tests/faults/bundle.ts'
import { connectDesk, foundBuilding } from '../tests/faults/building.ts'
import { untilQuiet } from '../tests/faults/deskProcess.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { samples: SAMPLES, warm: WARM } = sizes({ samples: 60, warm: 5 }, { samples: 4, warm: 1 })
const EMAIL = 'nadege@example.com'

const hub = await startProject()
await foundBuilding(hub, EMAIL)
const program = await bundleDesk()
const here = await connectDesk(hub, hub.url, EMAIL, 'A', program)
const there = await connectDesk(hub, hub.url, EMAIL, 'B', program)
try {
  const samples: number[] = []
  for (let n = 0; n < WARM + SAMPLES; n++) {
    await Promise.all([untilQuiet(here.desk), untilQuiet(there.desk)])
    const id = uuidv7()
    const shown = there.desk
      .said((message) => {
        const tables = message.type === 'event' && message.event.type === 'changed' ? message.event.tables : {}
        return tables['packages']?.includes(id) ?? false
      })
      .then(() => performance.now())
    const began = performance.now()
    await here.desk.ask('packages.register', {
      id,
      carrier: 'ups',
      trackingNumber: `HOP${n}`,
      rawBarcode: null,
      symbology: null,
      unitId: null,
      residentId: null,
    })
    samples.push((await shown) - began)
    const row = await there.desk.ask('packages.get', { id })
    if (row.trackingNumber !== `HOP${n}`) throw new Error(`the other desk shows ${row.trackingNumber}`)
  }
  const { p95, ...rest } = spread(samples.slice(WARM))
  report({ name: 'desk-to-desk', value: p95, unit: 'ms p95', limit: 150, context: { ...rest, first: samples[0] } })
} finally {
  await Promise.all([here.desk.stop(), there.desk.stop()])
  await hub.stop()
  here.remove()
  there.remove()
}
