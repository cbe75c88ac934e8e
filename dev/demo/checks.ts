import { isDeepStrictEqual } from 'node:util'
import type { PackageRow } from '../../src/shared/contract/packages.ts'
import type { DemoDesk } from './demoDesk.ts'

/** Asks until it holds; says what did not come when the time is over. */
export async function until(what: string, holds: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${limitMs / 1000} seconds`)
    await new Promise((again) => void setTimeout(again, 150))
  }
}

/** Every parcel that a desk knows, by its id. */
async function parcelsOf(desk: DemoDesk): Promise<PackageRow[]> {
  const all: PackageRow[] = []
  for (;;) {
    const { rows, total } = await desk.ask('packages.list', { sort: 'oldest', offset: all.length, limit: 200 })
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) break
  }
  return all.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** A parcel with its history and hand-over. Which label jobs it had is each desk's own. */
async function historyOf(desk: DemoDesk, id: string) {
  const { printJobs: _, steps: _steps, ...shared } = await desk.ask('packages.get', { id })
  return shared
}

/** Waits until both desks show the same parcels, and the same history of those named; answers how many parcels. */
export async function untilEqual(a: DemoDesk, b: DemoDesk, ids: readonly string[]): Promise<number> {
  let count = 0
  await until('both desks show the same', async () => {
    const [here, there] = await Promise.all([parcelsOf(a), parcelsOf(b)])
    count = here.length
    if (!isDeepStrictEqual(here, there)) return false
    for (const id of ids) if (!isDeepStrictEqual(await historyOf(a, id), await historyOf(b, id))) return false
    return true
  })
  return count
}

/** Acts that are saved on a desk and not sent. */
export const unsent = async (desk: DemoDesk): Promise<number> => (await desk.ask('sync.status', {}))?.waiting ?? 0
