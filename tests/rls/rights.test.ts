import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { routes, type RouteName } from '../../src/shared/contract/index.ts'
import { may, ROLES, type Permission, type Role } from '../../src/shared/staff/permissions.ts'
import { createWorld, type World } from './people.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
})
afterAll(() => world.drop())

const SRC = join(import.meta.dirname, '../../src')

/** What a route is for: the rows that it makes and changes whenever it does anything. */
const WRITES: Partial<Record<RouteName, { makes?: string[]; changes?: string[] }>> = {
  'settings.save': { changes: ['buildings'] },
  'desks.save': { changes: ['desks'] },
  'shelves.add': { makes: ['shelves'] },
  'shelves.save': { changes: ['shelves'] },
  'shelves.remove': { changes: ['shelves'] },
  'privacy.erase': { makes: ['erasures'] },
  'incidents.save': { makes: ['incidents'] },
  'incidents.remove': { changes: ['incidents'] },
  'staff.save': { makes: ['staff'], changes: ['staff'] },
  'residents.save': { makes: ['residents', 'occupancies'], changes: ['residents'] },
  'residents.saveHome': { makes: ['occupancies'], changes: ['occupancies'] },
  'residents.confirm': { changes: ['residents'] },
  'residents.saveAbsence': { makes: ['absences', 'directory_events'], changes: ['absences'] },
  'residents.endAbsence': { changes: ['absences'] },
  'residents.saveAuthorisation': { makes: ['authorisations'], changes: ['authorisations'] },
  'residents.saveBelonging': { makes: ['belongings', 'directory_events'], changes: ['belongings'] },
  'residents.endBelonging': { changes: ['belongings'] },
  'residents.endAuthorisation': { changes: ['authorisations'] },
  'packages.register': { makes: ['packages', 'package_events'] },
  'packages.assign': { makes: ['package_events'], changes: ['packages'] },
  'packages.edit': { changes: ['packages'] },
  'handover.complete': { makes: ['handovers', 'package_events'], changes: ['packages'] },
  'acts.undo': { makes: ['package_events'], changes: ['handovers'] },
  'carriers.teach': { makes: ['carrier_rules'] },
  'carriers.forget': { changes: ['carrier_rules'] },
  'messages.send': { makes: ['messages'] },
  'messages.saveTemplate': { makes: ['message_templates'], changes: ['message_templates'] },
}

/** The right that a policy asks for, read from the policy itself. */
async function rightOf(table: string, command: 'INSERT' | 'UPDATE'): Promise<string | undefined> {
  const { rows } = await world.db.query(
    `select with_check from pg_policies where schemaname = 'public' and tablename = $1 and policyname = $2`,
    [table, `staff_${command.toLowerCase()}`],
  )
  return /private\.writes\('([\w.]+)'/.exec(String(rows[0]?.['with_check']))?.[1]
}
const allowed = (permission: string): Role[] => ROLES.filter((role) => may(role, permission as Permission))

// Bug: a screen and its route let somebody do what the server then refuses, or the server lets everybody do it.
it('a route and the policies of what it writes let the same roles pass', async () => {
  for (const [name, { makes = [], changes = [] }] of Object.entries(WRITES))
    for (const [table, command] of [
      ...makes.map((made) => [made, 'INSERT'] as const),
      ...changes.map((changed) => [changed, 'UPDATE'] as const),
    ]) {
      const what = `${name}: ${command} ${table}`
      const right = await rightOf(table, command)
      expect(right, what).toBeDefined()
      expect(allowed(right!), what).toEqual(allowed(routes[name as RouteName].permission!))
    }
})

// Bug: a button hangs on a right that no route asks for, and says nothing of what the click will meet.
it('what a screen shows or hides by a right is what a route or a service asks for', () => {
  const texts = (room: string) =>
    globSync('**/*.{ts,tsx}', { cwd: join(SRC, room) })
      .filter((name) => !name.includes('.test.'))
      .map((name) => readFileSync(join(SRC, room, name), 'utf8'))
  const named = (all: string[], call: RegExp) =>
    new Set(all.flatMap((one) => [...one.matchAll(call)].map((found) => found[1]!)))
  const shown = named(texts('renderer'), /useMay\('([\w.]+)'\)/g)
  const inMain = named(texts('main'), /\bmay\([\w.]+, '([\w.]+)'\)/g)
  const ofRoutes = new Set(Object.values(routes).map(({ permission }) => permission as string | null))
  expect(shown.size).toBeGreaterThan(8)
  expect([...shown].filter((right) => !inMain.has(right) && !ofRoutes.has(right))).toEqual([])
})
