import { readFileSync } from 'node:fs'
import { startPostgres } from '../support/postgres.ts'
import { loadParcels } from './bulk.ts'
import { digest, handOver, pull, push, register, type Act } from './acts.ts'
import { A } from './ids.ts'
import { createWorld } from './people.ts'

/** Figures of the server's functions alone, straight in Postgres: `node tests/rls/figures.ts [parcels]` prints JSON. */
const parcels = Number(process.argv[2] ?? 330_000)
const server = await startPostgres()
const world = await createWorld(server.url)
const { db } = world
/** Processor seconds of the server's process, where the machine tells; a busy machine does not change them much. */
const { rows: pids } = await db.query('select pg_backend_pid() as pid')
function cpu(): number {
  try {
    const [user, system] = readFileSync(`/proc/${String(pids[0]!['pid'])}/stat`, 'utf8')
      .split(') ')[1]!
      .split(' ')
      .slice(11, 13)
    return (Number(user) + Number(system)) / 100
  } catch {
    return Number.NaN
  }
}
const timed = async <T>(run: () => Promise<T>): Promise<[seconds: number, value: T, cpu: number]> => {
  const from = performance.now()
  const before = cpu()
  const value = await run()
  return [(performance.now() - from) / 1000, value, cpu() - before]
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
    const half = acts.splice(0, 1000)
    const [seconds, , busy] = await timed(async () => {
      for (let i = 0; i < half.length; i += batch) {
        const refused = (await push(db, 'desk', half.slice(i, i + batch))).find((r) => r.status !== 'applied')
        if (refused) throw new Error(JSON.stringify(refused))
      }
    })
    figures[`push_${batch}_acts_per_s`] = round(half.length / seconds)
    figures[`push_${batch}_rows_per_s`] = round(ops / 2 / seconds)
    figures[`push_${batch}_rows_per_cpu_s`] = round(ops / 2 / busy)
  }
  for (const limit of [1000, 10_000]) {
    let cursor: string | null = null
    let rows = 0
    const [seconds, , busy] = await timed(async () => {
      for (let pages = 0; pages < 60_000 / limit; pages++) {
        const page = await db.as('desk', (query) =>
          query('select public.sync_pull($1, $2, $3) as a', [A, cursor, limit]),
        )
        const answer = page.rows[0]!['a'] as { rows: unknown[]; cursor: string }
        rows += answer.rows.length
        cursor = answer.cursor
      }
    })
    figures[`pull_${limit}_rows_per_s`] = round(rows / seconds)
    figures[`pull_${limit}_rows_per_cpu_s`] = round(rows / busy)
  }
  const end = (await digest(db, 'desk')).epoch
  const [seconds, answer, busy] = await timed(() => digest(db, 'desk'))
  figures['digest_ms'] = round(seconds * 1000)
  figures['digest_cpu_ms'] = round(busy * 1000)
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
