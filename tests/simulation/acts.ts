import { STEP_NAMES } from '../../src/shared/packages/lifecycle.ts'
import { DeskError } from '../../src/shared/contract/errors.ts'
import type { Random } from '../../src/shared/random.ts'
import type { SimDesk } from './simDesk.ts'
import type { Server } from './server/server.ts'
import { RESIDENT_VALUES } from '../../src/main/store/sync/testRows.ts'

const ids = (desk: SimDesk, sql: string): string[] =>
  (desk.store()!.prepare(sql).all() as { id: string }[]).map(({ id }) => id)

/** One act of somebody at the desk. Answers its id when the screen said that it is saved; null when it was refused at once. */
export function actAtDesk(desk: SimDesk, random: Random): { id: string; what: string } | null {
  const store = desk.store()
  const services = desk.services()
  if (!store || !services) return null
  // Before the first reading there is nothing to act on.
  if (!store.prepare('SELECT 1 FROM buildings').get()) return null
  const { actor } = desk
  const waiting = () =>
    ids(desk, `SELECT id FROM packages WHERE status IN ('received', 'notified', 'on_hold') AND deleted_at IS NULL`)
  const any = () => ids(desk, 'SELECT id FROM packages')
  const done = (what: string, actId: string | undefined) => (actId === undefined ? null : { id: actId, what })
  const kind = random.int(20)
  try {
    if (kind < 5) {
      const units = ids(desk, 'SELECT id FROM units WHERE deleted_at IS NULL')
      if (units.length === 0) return null
      const { actId } = services.intake.register(actor, {
        id: desk.newId(),
        unitId: random.pick(units),
        residentId: null,
        carrier: 'ups',
        trackingNumber: null,
        rawBarcode: null,
        symbology: null,
        kind: 'parcel',
        flags: { perishable: random.chance(0.2), oversize: false, signatureRequired: false },
        shelfId: null,
        note: '',
        writtenName: null,
        print: false,
      })
      return done('register', actId)
    }
    if (kind < 9) {
      const from = waiting()
      if (from.length === 0) return null
      const chosen = [...new Set(Array.from({ length: 1 + random.int(2) }, () => random.pick(from)))]
      const { actId } = services.handovers.complete(actor, {
        packageIds: chosen,
        residentId: null,
        collectedBy: `somebody at ${desk.name}`,
        proof: 'known',
        code: null,
        signature: null,
      })
      return done(`hand over ${chosen.length}`, actId)
    }
    if (kind < 12) {
      const from = any()
      if (from.length === 0) return null
      const step = random.pick(STEP_NAMES.filter((name) => name !== 'hand_over'))
      const { actId } = services.changes.step(actor, { packageIds: [random.pick(from)], step, reason: 'because' })
      return done(step, actId)
    }
    if (kind < 14) {
      const acts = services.undo.recent({ limit: 8 })
      if (acts.length === 0) return null
      const again = acts.find(({ redo }) => redo)
      if (again && random.chance(0.5)) return done('redo', services.redo.redo(actor, { actId: again.actId }).actId)
      const { actId } = services.undo.undo(actor, { actId: random.pick(acts).actId, reason: 'a mistake' })
      return done('undo', actId)
    }
    if (kind < 16) {
      const from = any()
      if (from.length === 0) return null
      const packageId = random.pick(from)
      const { actId } = services.changes.edit(actor, {
        packageId,
        note: `note ${random.int(1000)}`,
        ...(random.chance(0.3) && { kind: 'envelope' as const }),
      })
      return done('edit', actId)
    }
    if (kind === 16) {
      const from = any()
      const shelves = ids(desk, 'SELECT id FROM shelves WHERE deleted_at IS NULL')
      if (from.length === 0 || shelves.length === 0) return null
      const { actId } = services.changes.setShelf(actor, {
        packageId: random.pick(from),
        shelfId: random.pick(shelves),
      })
      return done('shelf', actId)
    }
    // A desk of a version before the events of the directory changes nothing of it: the server would refuse it.
    if (ids(desk, "SELECT name AS id FROM sqlite_master WHERE name = 'directory_events'").length === 0) return null
    if (kind === 17) {
      const { actId } = services.writeDirectory(actor, 'shelves.add', (record) => {
        record.add('shelves', { code: `S${random.int(6)}`, name: desk.name, capacity: null, takes: 'any' })
      })
      return done('new shelf', actId)
    }
    if (kind === 18) {
      const people = ids(desk, 'SELECT id FROM residents')
      if (people.length === 0) return null
      // Values that nobody wrote before, or the act would change nothing.
      const value = `${desk.name} ${desk.newId()}`
      const { actId } = services.writeDirectory(actor, 'residents.edit', (record) =>
        record.change(
          'residents',
          random.pick(people),
          random.chance(0.5) ? { emergency_contact: value } : { notes: value },
        ),
      )
      return done('resident', actId)
    }
    const shelves = ids(desk, 'SELECT id FROM shelves WHERE deleted_at IS NULL')
    if (shelves.length < 2) return null
    const { actId } = services.writeDirectory(actor, 'shelves.save', (record) =>
      random.chance(0.3)
        ? record.remove('shelves', random.pick(shelves))
        : record.change('shelves', random.pick(shelves), { code: `S${random.int(6)}` }),
    )
    return done('shelf changed', actId)
  } catch (error) {
    if (error instanceof DeskError) return null
    if (error instanceof Error && /UNIQUE constraint/.test(error.message)) return null
    throw error
  }
}

/** One write of somebody who is at no desk: residents in the portal, the manager's office, a newer version elsewhere. */
export function writeElsewhere(
  server: Server,
  random: Random,
  building: string,
  newId: () => string,
  at: string,
  plain: boolean,
): void {
  const common = (id: string) => ({ id, building_id: building, created_at: at, updated_at: at, deleted_at: null })
  const pick = (table: string) => {
    const rows = server.rows(table)
    return rows.length > 0 ? String(random.pick(rows)['id']) : null
  }
  switch (random.int(9)) {
    case 0:
    case 1: {
      const id = pick('residents')
      if (id)
        server.write('residents', id, (row) => ({ ...row, email: `r${random.int(1000)}@example.org`, updated_at: at }))
      return
    }
    case 2: {
      const id = pick('residents')
      if (id)
        server.write('residents', id, (row) => ({
          ...row,
          emergency_contact: `438 ${random.int(1000)}`,
          updated_at: at,
        }))
      return
    }
    case 3: {
      const id = pick('packages')
      if (id) server.write('packages', id, (row) => ({ ...row, note: `office ${random.int(1000)}`, updated_at: at }))
      return
    }
    case 4: {
      // A new person, then a change of them: the child is numbered before its parent.
      const person = newId()
      const unit = pick('units')
      server.write('residents', person, () => ({
        ...common(person),
        given_name: 'Léa',
        family_name: 'Roy',
        ...RESIDENT_VALUES,
      }))
      if (unit) {
        const home = newId()
        server.write('occupancies', home, () => ({
          ...common(home),
          resident_id: person,
          unit_id: unit,
          kind: 'tenant',
          from_date: null,
          to_date: null,
          receives_packages: true,
          notified: false,
          share: null,
        }))
      }
      server.write('residents', person, (row) => ({ ...row, given_name: 'Zoé' }))
      return
    }
    case 5: {
      // Two numbers change places: each of them is taken for a moment.
      const [a, b] = [pick('units'), pick('units')]
      if (!a || !b || a === b) return
      const [na, nb] = [server.row('units', a)!['number']!, server.row('units', b)!['number']!]
      server.write('units', a, (row) => ({ ...row, number: 'moving' }))
      server.write('units', b, (row) => ({ ...row, number: na }))
      server.write('units', a, (row) => ({ ...row, number: nb }))
      return
    }
    case 6: {
      if (plain) return
      // What only a newer version knows.
      const id = newId()
      if (random.chance(0.5)) server.write('loans', id, () => ({ ...common(id), thing: 'key' }))
      else {
        const parcel = pick('packages')
        if (parcel)
          server.write('packages', parcel, (row) => ({
            ...row,
            kind: random.chance(0.5) ? 'pallet' : 'parcel',
            colour: 'red',
          }))
      }
      return
    }
    case 7: {
      const id = pick('shelves')
      if (id) server.write('shelves', id, (row) => ({ ...row, name: `renamed ${random.int(100)}` }))
      return
    }
    default: {
      const id = pick('authorisations')
      if (id && random.chance(0.5)) server.write('authorisations', id, (row) => ({ ...row, deleted_at: at }))
      else {
        const of = pick('residents')
        const made = newId()
        if (of)
          server.write('authorisations', made, () => ({
            ...common(made),
            resident_id: of,
            name: 'A friend',
            note: '',
            from_date: null,
            to_date: null,
          }))
      }
    }
  }
}
