import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest'
import { act, newId, pushOne, register, step } from './acts.ts'
import type { Who } from './ids.ts'
import { createWorld, type World } from './people.ts'

export const iso = (ms: number): string => new Date(ms).toISOString()

/** A world whose server stands where the test says in time; a day later at each `nextDay`. */
async function createWorldElsewhen() {
  const world: World = await createWorld(inject('serverUrl'))
  await world.db
    .query(`create or replace function private.arrived() returns timestamptz language sql set search_path = '' as
    $f$ select current_setting('test.now')::timestamptz $f$`)
  let now = Date.parse('2026-11-25T12:00:00.000Z')
  const at = async (ms: number): Promise<void> => {
    now = ms
    await world.db.query(`select set_config('test.now', $1, false)`, [iso(ms)])
  }
  await at(now)
  return { ...world, now: () => now, at, nextDay: () => at(now + 24 * 3_600_000) }
}
export type Elsewhen = Awaited<ReturnType<typeof createWorldElsewhen>>

/** One such world for the tests of a file, a day later for each; how to push one act there, and to ask for one row. */
export function worldElsewhen() {
  const world = {} as Elsewhen
  beforeAll(async () => void Object.assign(world, await createWorldElsewhen()))
  beforeEach(() => world.nextDay())
  afterAll(() => world.drop())
  const one = (which: unknown, who: Who = 'desk') => pushOne(world.db, who, which)
  const asked = async (sql: string, params: unknown[]) => (await world.db.query(sql, params)).rows[0]!
  return { world, one, asked }
}

/** A parcel that arrives now. */
export async function arrives({ db, now }: Elsewhen): Promise<string> {
  const made = register({ received_at: iso(now()) })
  made.ops[1]!.values['at'] = iso(now())
  expect(await pushOne(db, 'desk', made)).toBe('applied')
  return made.packageId
}

/** The act that notifies of a parcel. */
export function notified(world: Elsewhen, packageId: string, told = iso(world.now())) {
  const id = newId()
  const ops = step(packageId, id, 'notified', 'received', 'notified')
  ops[1]!.values['at'] = told
  return act(ops, { id, at: told })
}
