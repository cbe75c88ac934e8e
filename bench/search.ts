// Search as you type over 5 000 residents and 1 000 000 parcels, every prefix of what people type: p95 in main.
import { join } from 'node:path'
import { openTestDesk } from '../tests/support/desk.ts'
import { bigDataDir } from './support/bigDesk.ts'
import { report, spread } from './support/report.ts'

const { dataDir, remove } = await bigDataDir()
const desk = await openTestDesk({ dataDir: join(dataDir, 'building'), checkOutput: false })
try {
  const sample = await desk.ask('residents.list', { limit: 200, offset: 700 })
  const parcels = await desk.ask('packages.list', { limit: 200, sort: 'newest' })
  const typed = [
    ...sample.rows.slice(0, 60).map((row) => row.name),
    ...sample.rows
      .slice(60, 120)
      .map((row) => `${row.name.split(' ').at(-1)?.slice(0, 5)} ${row.unitNumber?.slice(0, 2)}`),
    ...sample.rows.slice(120, 160).map((row) => row.unitNumber ?? ''),
    ...parcels.rows.slice(0, 60).map((row) => row.trackingNumber ?? ''),
    ...parcels.rows.slice(60, 100).map((row) => row.trackingNumber?.slice(-4) ?? ''),
    ...parcels.rows.slice(100, 140).map((row) => row.shortNumber),
    'zzzz',
    'tremblay marie 1204',
    'é',
    '1',
  ].filter(Boolean)
  await desk.ask('search.all', { text: 'warm up' })
  const samples: number[] = []
  for (const text of typed) {
    for (let length = 1; length <= text.length; length++) {
      const began = performance.now()
      await desk.ask('search.all', { text: text.slice(0, length) })
      samples.push(performance.now() - began)
    }
  }
  const { p95, ...rest } = spread(samples)
  report({
    name: 'search',
    value: p95,
    unit: 'ms p95',
    limit: 10,
    context: { ...rest, residents: 5_000, packages: 1_000_000 },
  })
} finally {
  await desk.close()
  remove()
}
