import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { DIRECTORY_TABLES } from '../../src/shared/people/kinds.ts'
import { may, ROLES, type Role } from '../../src/shared/staff/permissions.ts'
import { rowRight } from '../../src/shared/sync/rowRights.ts'
import { TABLES } from '../../src/shared/sync/tables.ts'
import { AT, A, DESK, STAFF, uid } from './ids.ts'
import { createWorld, stateOf, type World } from './people.ts'
import { insertSql } from './seed.ts'

let world: World
beforeAll(async () => {
  world = await createWorld(inject('serverUrl'))
})
afterAll(() => world.drop())

type Table = keyof typeof TABLES
const COMMANDS = ['insert', 'update'] as const

/** What no desk writes: the project makes it, or keeps it as it was written. */
const NEVER = new Set([
  'buildings insert',
  'package_events update',
  'announcements update',
  'attachments update',
  'directory_events update',
  'erasures update',
  'notice_deliveries insert',
  'notice_deliveries update',
])

/** The roles that the policy of a table lets write, by the project's own table of rights; null where there is no policy. */
async function letsWrite(table: Table, command: (typeof COMMANDS)[number]): Promise<Role[] | null> {
  const { rows } = await world.db.query(
    `select array(select r.role::text from private.role_permissions r
       where r.permission = substring(p.with_check from 'private\\.writes\\(''([\\w.]+)''')) as roles
     from pg_policies p where p.schemaname = 'public' and p.tablename = $1 and p.policyname = $2`,
    [table, `staff_${command}`],
  )
  const found = rows[0]?.['roles'] as string[] | undefined
  return found ? ROLES.filter((role) => found.includes(role)) : null
}

describe('who decides about a refused act may write its rows, by the desk’s table and by the policies alike', () => {
  const cases = (Object.keys(TABLES) as Table[])
    .filter((table) => table !== 'directory_events')
    .flatMap((table) => COMMANDS.map((command) => [table, command] as const))

  // Bug: the desk offered a refused act to somebody from whom the project refuses it again, or kept it from who may send it.
  it.each(cases)('%s: %s', async (table, command) => {
    const roles = await letsWrite(table, command)
    if (NEVER.has(`${table} ${command}`)) return expect(roles).toBeNull()
    const right = rowRight({ table, op: command === 'insert' ? 'insert' : 'patch', values: {} })
    expect(roles).toEqual(ROLES.filter((role) => may(role, right)))
    if (command === 'update') expect(rowRight({ table, op: 'remove', values: {} })).toBe(right)
  })

  // Bug: an event of the staff could be sent again by a manager at the desk, and the project refused it each time.
  it.each(DIRECTORY_TABLES.flatMap((table) => ROLES.map((role) => [table, role] as const)))(
    'an event about %s: %s',
    async (table, role) => {
      const event = { act_id: uid(502), type: 'changed', table_name: table, row_id: uid(85), desk_id: DESK, at: AT }
      const row = { id: crypto.randomUUID(), building_id: A, ...event, actor_id: STAFF[role] }
      const state = await stateOf(world.db.as(role, (query) => query(...insertSql('directory_events', row))))
      const right = rowRight({ table: 'directory_events', op: 'insert', values: event })
      expect(state !== '42501').toBe(may(role, right))
    },
  )
})
