// Search as you type over 5 000 residents and 1 000 000 parcels, every prefix of what people type: p95 in main.
import { join } from 'node:path'
import { openTestDesk } from '../tests/support/testDesk.ts'
import { bigDataDir } from './support/bigDesk.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { packages, people } = sizes({ packages: 1_000_000, people: 60 }, { packages: 3000, people: 3 })
const { dataDir, remove } = await bigDataDir(packages)
const desk = await openTestDesk({ dataDir: join(dataDir, 'building'), checkOutput: false })
try {
  const sample = await desk.ask('residents.list', { limit: 200, offset: 700 })
  const parcels = await desk.ask('packages.list', { limit: 200, sort: 'newest' })
  const typed = [
    ...sample.rows.slice(0, people).map((row) => row.name),
    ...sample.rows
      .slice(60, 60 + people)
      .map((row) => `${row.name.split(' ').at(-1)?.slice(0, 5)} ${row.unitNumber?.slice(0, 2)}`),
    ...sample.rows.slice(120, 120 + people).map((row) => row.unitNumber ?? ''),
    ...parcels.rows.slice(0, people).map((row) => row.trackingNumber ?? ''),
    ...parcels.rows.slice(60, 60 + people).map((row) => row.trackingNumber?.slice(-4) ?? ''),
    ...parcels.rows.slice(100, 100 + people).map((row) => row.shortNumber),
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
    context: { ...rest, residents: 5_000, packages },
  })
} finally {
  await desk.close()
  remove()
}
