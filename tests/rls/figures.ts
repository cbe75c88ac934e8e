import { startPostgres } from '../support/postgres.ts'
import { loadParcels } from './bulk.ts'
import { digest, handOver, pull, push, register, type Act } from './desk.ts'
import { createWorld } from './people.ts'

/** Figures of the server's functions alone, straight in Postgres: `node tests/rls/figures.ts [parcels]` prints JSON. */
const parcels = Number(process.argv[2] ?? 330_000)
const server = await startPostgres()
const world = await createWorld(server.url)
const { db } = world
const timed = async <T>(run: () => Promise<T>): Promise<[seconds: number, value: T]> => {
  const from = performance.now()
  const value = await run()
  return [(performance.now() - from) / 1000, value]
}
const round = (n: number): number => Math.round(n * 10) / 10

try {
  const figures: Record<string, number> = {}
  await loadParcels(db, parcels)
  figures['rows'] = parcels * 3

  const acts: Act[] = []
  for (let i = 0; i < 1000; i++) {
    const one = register()
    acts.push(one, handOver(one.packageId))
  }
  const ops = acts.reduce((sum, one) => sum + one.ops.length, 0)
  for (const batch of [50, 200]) {
    const half = acts.splice(0, acts.length / (batch === 50 ? 2 : 1))
    const [seconds] = await timed(async () => {
      for (let i = 0; i < half.length; i += batch) {
        const results = await push(db, 'desk', half.slice(i, i + batch))
        if (results.some((r) => r.status !== 'applied')) throw new Error(JSON.stringify(results.find((r) => r.status !== 'applied')))
      }
    })
    figures[`push_${batch}_acts_per_s`] = round(half.length / seconds)
    figures[`push_${batch}_rows_per_s`] = round(ops / 2 / seconds)
  }
  for (const limit of [1000, 5000, 10_000]) {
    let cursor: string | null = null
    let rows = 0
    const [seconds] = await timed(async () => {
      for (let pages = 0; pages < 30_000 / limit; pages++) {
        const page = await pull(db, 'desk', cursor, limit)
        rows += page.rows.length
        cursor = page.cursor
      }
    })
    figures[`pull_${limit}_rows_per_s`] = round(rows / seconds)
    figures[`pull_${limit}_page_ms`] = round((seconds * 1000 * limit) / rows)
  }
  const [sqlOnly] = await timed(() =>
    db.as('desk', (query) => query(`select length(public.sync_pull('01900000-0000-7000-8000-000000000001', null, 10000)::text)`)),
  )
  figures['pull_10000_in_server_ms'] = round(sqlOnly * 1000)
  const end = (await digest(db, 'desk')).epoch
  const [seconds, answer] = await timed(() => digest(db, 'desk'))
  figures['digest_ms'] = round(seconds * 1000)
  const newest = `${end}:${answer.upto}`
  const [idle] = await timed(async () => {
    for (let i = 0; i < 100; i++) await pull(db, 'desk', newest)
  })
  figures['pull_nothing_new_ms'] = round(idle * 10)
  const [one] = await timed(async () => {
    for (let i = 0; i < 100; i++) await push(db, 'desk', [register()])
  })
  figures['push_one_act_ms'] = round(one * 10)
  const [few] = await timed(async () => {
    for (let i = 0; i < 100; i++) await pull(db, 'desk', newest)
  })
  figures['pull_200_new_rows_ms'] = round(few * 10)
  console.log(JSON.stringify(figures, null, 2))
} finally {
  await world.drop()
  await server.stop()
}
