import type { TableRow } from '../../src/main/store/schema.ts'
import { replicaMigrations } from '../../src/main/store/testing.ts'
import { fromWire, isSynced } from '../../src/main/store/sync/values.ts'
import type { Random } from '../../src/shared/random.ts'
import { actAtDesk } from './acts.ts'
import type { Said } from './checks.ts'
import type { SimDesk } from './simDesk.ts'
import type { Server } from './server/server.ts'
import { LOFTS, RESIDENT_VALUES } from '../../src/main/store/sync/testRows.ts'

/** The first rows of a building, as an administrator made them. */
export function found(server: Server, building: string, newId: () => string, random: Random): string[] {
  const at = '2026-01-01T00:00:00.000Z'
  const common = (id: string) => ({ id, building_id: building, created_at: at, updated_at: at, deleted_at: null })
  server.write('buildings', building, () => ({
    ...common(building),
    ...LOFTS,
    languages: ['fr', 'en'],
  }))
  const staff = [newId(), newId()]
  for (const id of staff)
    server.write('staff', id, () => ({
      ...common(id),
      user_id: null,
      display_name: 'Nadège',
      role: 'manager',
      active: true,
    }))
  for (let n = 0; n < 3 + random.int(5); n++) {
    const unit = newId()
    server.write('units', unit, () => ({
      ...common(unit),
      number: String(101 + n),
      floor: 1,
      tower: null,
      kind: 'residential',
      notice_rule: 'all',
      note: '',
    }))
    const person = newId()
    server.write('residents', person, () => ({
      ...common(person),
      given_name: 'Marie',
      family_name: `Roy ${n}`,
      ...RESIDENT_VALUES,
    }))
    const home = newId()
    server.write('occupancies', home, () => ({
      ...common(home),
      resident_id: person,
      unit_id: unit,
      kind: 'owner',
      from_date: null,
      to_date: null,
      receives_packages: true,
      notified: false,
      share: null,
    }))
    // The parent is numbered after its child.
    if (random.chance(0.5)) server.write('units', unit, (row) => ({ ...row, floor: 2 }))
  }
  for (let n = 0; n < 3; n++) {
    const shelf = newId()
    server.write('shelves', shelf, () => ({
      ...common(shelf),
      code: `E${n}`,
      name: 'Étagère',
      capacity: null,
      takes: 'any',
    }))
  }
  return staff
}

/** A desk that ran the version before sync: rows of the server, acts of its own, then the upgrade. */
export async function workedAlone(
  desk: SimDesk,
  server: Server,
  random: Random,
  acts: Map<string, Said>,
  note: (line: string) => void,
): Promise<void> {
  const folder = desk.place.desk.letter
  note(`${folder} begins with the version before sync`)
  const migrations = replicaMigrations()
  const store = await desk.openAlone(migrations.slice(0, 1))
  const rows = server
    .tables()
    .filter(isSynced)
    .flatMap((table) =>
      server
        .rows(table)
        .map(
          (row) =>
            ({ table, row: fromWire(table, { ...row, change_seq: String(row['change_seq']) }) }) as unknown as TableRow,
        ),
    )
  store.seed(rows)
  for (let n = 0; n < 5 + random.int(20); n++) {
    const act = actAtDesk(desk, random)
    if (act && store.prepare('SELECT 1 FROM _outbox WHERE id = ?').get(act.id))
      acts.set(act.id, { what: act.what, before: [] })
  }
  desk.closeAlone(migrations)
}
