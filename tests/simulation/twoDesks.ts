import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replicaMigrations } from '../../src/main/store/testing.ts'
import { BUILDING_VALUES, RESIDENT_VALUES } from '../../src/main/store/sync/testRows.ts'
import { createIds } from '../../src/main/store/ids.ts'
import { toTransaction } from '../../src/main/sync/upcast.ts'
import { createSimDesk, type SimDesk } from './simDesk.ts'
import { createLine } from './network.ts'
import { seeded } from '../../src/shared/random.ts'
import { template } from './template.ts'
import { createServer } from './server/server.ts'
import { createWorld } from './world.ts'

/** Two desks that read and send when the test says so. */
export async function twoDesks(seed: number) {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lofts-two-'))
  const desks: SimDesk[] = []
  const random = seeded(seed)
  const world = createWorld()
  const ids = createIds({ now: () => new Date(world.now()), random: (n) => random.bytes(n) })
  const building = ids.next()
  const [staff, unit, marie, jean] = [ids.next(), ids.next(), ids.next(), ids.next()]

  const server = createServer(world.now, building)
  const at = '2026-01-01T00:00:00.000Z'
  const common = (id: string) => ({ id, building_id: building, created_at: at, updated_at: at, deleted_at: null })
  const place = { name: 'Lofts', address: '', timezone: 'America/Toronto', languages: ['fr'] as ['fr'] }
  server.write('buildings', building, () => ({ ...common(building), ...place, ...BUILDING_VALUES }))
  const person = { user_id: null, display_name: 'Nadège', role: 'manager', active: true }
  server.write('staff', staff, () => ({ ...common(staff), ...person }))
  server.write('units', unit, () => ({ ...common(unit), number: '804', floor: 8, tower: null }))
  for (const [id, name] of [
    [marie, 'Marie'],
    [jean, 'Jean'],
  ] as const)
    server.write('residents', id, () => ({
      ...common(id),
      given_name: name,
      family_name: 'Roy',
      ...RESIDENT_VALUES,
    }))
  const base = template(dir, replicaMigrations().length)
  for (const letter of ['A', 'B']) {
    const id = ids.next()
    server.write('desks', id, () => ({ ...common(id), name: letter, letter }))
    const desk = createSimDesk({
      world,
      random: random.fork(),
      dir: join(dir, letter),
      template: base,
      migrations: replicaMigrations(),
      place: {
        building: {
          id: building,
          ...place,
          country: 'CA',
          graceMinutes: 1,
          quietHours: '',
          isSample: false,
          awaitsProject: false,
        },
        desk: { id, name: letter, letter },
      },
      actor: { id: staff, name: 'Nadège', role: 'manager' },
      line: createLine(world, server, random.fork(), () => true),
      log: () => undefined,
    })
    desks.push(desk)
    await world.hold(desk.start())
    desk.engine()!.stop()
  }
  const read = (desk: SimDesk) => {
    const { sync } = desk.store()!
    sync.pulled(server.pull(desk.place.desk.id, sync.cursor(), 10_000))
  }
  const [a, b] = desks as [SimDesk, SimDesk]
  return {
    server,
    a,
    b,
    /** Who is there: a unit, and two people of it. */
    ids: { next: () => ids.next(), unit, marie, jean },
    end(): void {
      for (const desk of desks) desk.end()
      rmSync(dir, { recursive: true, force: true })
    },
    /** Registers a parcel of Marie's at the first desk, which both then know. */
    registered(): string {
      const id = ids.next()
      a.services()!.intake.register(a.actor, {
        id,
        unitId: unit,
        residentId: marie,
        carrier: 'ups',
        trackingNumber: null,
        rawBarcode: null,
        symbology: null,
        kind: 'parcel',
        flags: { perishable: false, oversize: false, signatureRequired: false },
        shelfId: null,
        note: '',
        writtenName: null,
        print: false,
      })
      this.comesBack(a)
      read(b)
      return id
    },
    /** A parcel that leaves, for all to know. */
    gone(id: string): void {
      a.services()!.changes.step(a.actor, { packageIds: [id], step: 'return', reason: 'done with' })
      this.comesBack(a)
      read(b)
    },
    /** What the other desks have sent. */
    read,
    /** Everything that waits is sent, and what became of it is read. */
    comesBack(desk: SimDesk): void {
      const { sync } = desk.store()!
      for (;;) {
        const { entries } = sync.nextBatch({ count: 100, bytes: 1_000_000, longestWaitMs: 1 })
        if (entries.length === 0) break
        sync.pushed(
          server.push(
            desk.place.desk.id,
            desk.actor.id,
            entries.map((entry) => toTransaction(entry, sync.schema)),
          ),
        )
      }
      read(desk)
    },
  }
}
