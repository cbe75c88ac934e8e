// One registered parcel on a replica of 1 000 000: durable commit of row, event, notice and outbox entry, p95.
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { openTestDesk } from '../tests/support/desk.ts'
import { bigDataDir } from './support/bigDesk.ts'
import { report, spread } from './support/report.ts'

const { dataDir, remove } = await bigDataDir()
const desk = await openTestDesk({ dataDir: join(dataDir, 'building'), checkOutput: false })
try {
  const people = await desk.ask('residents.list', { limit: 200 })
  const samples: number[] = []
  for (let n = 0; n < 600; n++) {
    const person = people.rows[n % people.rows.length]!
    const began = performance.now()
    await desk.ask('packages.register', {
      id: uuidv7(),
      carrier: 'ups',
      trackingNumber: `BENCH${n}`,
      rawBarcode: `BENCH${n}`,
      symbology: null,
      unitId: person.unitId,
      residentId: person.residentId,
      print: false,
    })
    samples.push(performance.now() - began)
  }
  // The first ones read the replica's pages into memory.
  const { p95, ...rest } = spread(samples.slice(20))
  report({
    name: 'register',
    value: p95,
    unit: 'ms p95',
    limit: 5,
    context: { ...rest, first: samples[0], packages: 1_000_000 },
  })
} finally {
  await desk.close()
  remove()
}
