// One registered parcel on a replica of 1 000 000: durable commit of row, event, notice and outbox entry, p95 as a ratio to a bare durable commit of the same rows into a file of the same size in the same run.
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { openTestDesk } from '../tests/support/testDesk.ts'
import { bareCommits, registeredBytes } from './support/bareCommit.ts'
import { bareRows } from './support/bareRows.ts'
import { bigDataDir } from './support/bigDesk.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

/** The first ones read the replica's pages into memory. */
const WARM = 20
const { acts, packages } = sizes({ acts: 600, packages: 1_000_000 }, { acts: 40, packages: 3000 })
const { dataDir, remove } = await bigDataDir(packages)
const folder = join(dataDir, 'building')
const desk = await openTestDesk({ dataDir: folder, checkOutput: false })
const bare = bareCommits(folder)
const other = await bigDataDir(packages)
let rows: ReturnType<typeof bareRows> | null = null
try {
  const people = await desk.ask('residents.list', { limit: 200 })
  const register = async (n: number): Promise<{ id: string; ms: number }> => {
    const person = people.rows[n % people.rows.length]!
    const id = uuidv7()
    const began = performance.now()
    await desk.ask('packages.register', {
      id,
      carrier: 'ups',
      trackingNumber: `BENCH${n}`,
      rawBarcode: `BENCH${n}`,
      symbology: null,
      unitId: person.unitId,
      residentId: person.residentId,
      print: false,
    })
    return { id, ms: performance.now() - began }
  }
  const first = await register(0)
  const body = registeredBytes(join(folder, 'replica.db'), first.id)
  rows = bareRows(join(other.dataDir, 'building/replica.db'), { from: join(folder, 'replica.db'), parcel: first.id })
  const acted: number[] = []
  const bared: number[] = []
  const oneTable: number[] = []
  const timed = (into: number[], commit: () => void) => {
    const began = performance.now()
    commit()
    into.push(performance.now() - began)
  }
  // In turns, so that all meet the same disk.
  for (let n = 1; n <= WARM + acts; n++) {
    acted.push((await register(n)).ms)
    timed(bared, rows.next({ n, ...people.rows[n % people.rows.length]! }))
    timed(oneTable, () => bare.commit(body))
  }
  const { p50, p95, ...rest } = spread(acted.slice(WARM))
  const { p50: bareP50, p95: bareP95 } = spread(bared.slice(WARM))
  const { p50: oneTableP50, p95: oneTableP95 } = spread(oneTable.slice(WARM))
  report({
    name: 'register',
    value: p95 / bareP95,
    unit: 'times a bare commit of the same rows (p95)',
    limit: 3,
    context: {
      p50,
      p95,
      ...rest,
      first: first.ms,
      bareP50,
      bareP95,
      timesP50: p50 / bareP50,
      why: 'the rows go to five tables and some twenty indexes of a large file, and each dirties a page: the same bytes in one small table are no measure of the act',
      oneTableP50,
      oneTableP95,
      timesOneTableP95: p95 / oneTableP95,
      timesOneTableP50: p50 / oneTableP50,
      bytes: body.length,
      packages,
    },
  })
} finally {
  bare.close()
  rows?.close()
  await desk.close()
  remove()
  other.remove()
}
