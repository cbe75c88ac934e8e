import { footprint, readOps } from '../../src/main/store/sync/ops.ts'
import { SYNC_OPTIONS } from '../../src/main/sync/options.ts'
import type { Random } from '../../src/shared/random.ts'
import { Broken, sameRows, type Said } from './checks.ts'
import type { SimDesk } from './simDesk.ts'
import type { Server } from './server/server.ts'
import type { World } from './world.ts'

/** One thing that goes wrong at a desk, or between it and the server. */
export function worst(
  desk: SimDesk,
  server: Server,
  random: Random,
  world: World,
  note: (line: string) => void,
  plain: boolean,
): void {
  const { line } = desk
  switch (random.int(9)) {
    case 0:
    case 1:
    case 2: {
      line.state = random.pick(['down', 'out', 'in'] as const)
      line.drop()
      note(`${desk.name} line ${line.state}`)
      world.after(random.between(500, 120_000), () => {
        line.state = 'up'
        note(`${desk.name} line up`)
        line.restore()
        if (random.chance(0.5)) desk.engine()?.resume()
      })
      return
    }
    case 3:
      desk.crash()
      return
    case 4:
      desk.jump(random.pick([-1, 1]) * random.pick([1000, 60_000, 3_600_000, 86_400_000 * 300]))
      return
    case 5:
      line.drop()
      world.after(random.between(1000, 60_000), () => line.restore())
      return
    case 6: {
      line.refuses = random.pick(['too_old', 'session'] as const)
      note(`${desk.name} is refused: ${line.refuses}`)
      world.after(random.between(1000, 60_000), () => (line.refuses = null))
      return
    }
    case 7:
      if (plain) return
      server.setRights(desk.place.desk.id, false)
      note(`${desk.name} revoked`)
      world.after(random.between(1000, 60_000), () => {
        server.setRights(desk.place.desk.id, true)
        note(`${desk.name} allowed again`)
      })
      return
    default:
      desk.engine()?.resume()
  }
}

/** Somebody looks at what was refused. */
export function decide(desk: SimDesk, random: Random, acts: Map<string, Said>, note: (line: string) => void): void {
  const store = desk.store()
  if (!store || !desk.running()) return
  const items = store.unsent.refused.list()
  if (items.length === 0) return
  const { id } = random.pick(items)
  if (random.chance(0.5)) {
    for (const renamed of store.unsent.refused.retry(id)) {
      note(`${desk.name} retries ${renamed.id} as ${renamed.newId}`)
      const said = acts.get(renamed.id)
      acts.delete(renamed.id)
      if (said) acts.set(renamed.newId, { ...said, before: [...said.before, renamed.id] })
    }
    desk.engine()?.wake()
  } else {
    const gone = items.filter((item) => item.id === id || item.causeId === id)
    store.unsent.refused.discard(id)
    for (const item of gone) acts.delete(item.id)
    note(`${desk.name} gives up ${id}`)
  }
}

/** A row goes wrong on the disk: the next comparison finds it and puts it right. */
export async function rot(
  desks: readonly SimDesk[],
  server: Server,
  random: Random,
  world: World,
  note: (line: string) => void,
): Promise<void> {
  const desk = random.pick(desks)
  const { db } = desk.store()!.sync.parts.context
  const table = random.pick(['authorisations', 'residents', 'notices'])
  const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[]
  if (ids.length === 0) return
  const id = random.pick(ids)
  desk.spoil()
  db.pragma('foreign_keys = OFF')
  /** A number that is too high looks as if the server had been put back: everything is read again. */
  let ahead = false
  switch (random.int(5)) {
    case 0:
      db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
      break
    case 1:
      ahead = true
      db.prepare(`UPDATE ${table} SET change_seq = change_seq + 1 WHERE id = ?`).run(id)
      break
    case 3:
      // As another program would, past every trigger: neither id nor number tell of it.
      db.prepare(`UPDATE ${table} SET created_at = '2001-01-01T00:00:00.000Z' WHERE id = ?`).run(id)
      break
    case 2:
      db.prepare(`UPDATE ${table} SET change_seq = max(1, change_seq - 1), created_at = '' WHERE id = ?`).run(id)
      break
    default:
      db.prepare(`UPDATE ${table} SET id = ? WHERE id = ?`).run(desk.newId(), id)
  }
  db.pragma('foreign_keys = ON')
  note(`${desk.name} a row of ${table} went wrong`)
  // On request at once; otherwise with the next of the regular comparisons.
  const asked = random.chance(0.7)
  const crashing = random.chance(0.2)
  const { swaps } = desk.counts()
  if (asked) desk.engine()!.syncNow()
  if (crashing) desk.crashesAt(0.2)
  await world.until(world.now() + 20_000)
  desk.crashesAt(0)
  await world.until(world.now() + 60_000 + (asked && !crashing ? 0 : SYNC_OPTIONS.digestEveryMs))
  desk.assertSound()
  sameRows(desk, server)
  if (!crashing && !ahead && desk.counts().swaps > swaps)
    throw new Broken(`${desk.name}: repairing a row took a whole reading`)
}
/** While the server still stumbles on some acts, all that do not build on those must get through. */
export async function poisonAlone(desks: readonly SimDesk[], world: World): Promise<void> {
  const sick = desks.filter((desk) => desk.line.poison.size > 0)
  if (sick.length === 0) return
  const free = (desk: SimDesk): number => {
    const store = desk.store()
    if (!store) return 1
    const basis = footprint()
    let count = 0
    for (const row of store.prepare<{ id: string; ops: string }>('SELECT id, ops FROM _outbox ORDER BY seq').all()) {
      const entry = { id: row.id, ops: readOps(row.ops) ?? [] }
      if (desk.line.poison.has(row.id) || basis.supports(entry)) basis.add(entry)
      else count++
    }
    return count
  }
  const since = world.now()
  while (sick.some((desk) => free(desk) > 0)) {
    await world.until(world.now() + 2000)
    for (const desk of desks) desk.assertSound()
    if (world.now() - since > 10 * 60_000) throw new Broken('an act on which the server stumbles holds others back')
  }
  for (const desk of sick) desk.line.poison.clear()
}
