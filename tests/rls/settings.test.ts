import { describe, expect, it } from 'vitest'
import { BUILDING_KEYS, BUILDING_SETTINGS } from '../../src/shared/settings/list.ts'
import { may } from '../../src/shared/staff/permissions.ts'
import { act, change, patch, pushOne, type Act } from './acts.ts'
import { A, DESK, DESK2, STAFF, type Who } from './ids.ts'
import { worldForAll } from './world.ts'

const world = worldForAll()
const push = (who: Who, one: Act) => pushOne(world.db, who, one)
const actor = STAFF.manager
const save = (table: string, id: string, values: Parameters<typeof patch>[2], more: Partial<Act> = { actor }) =>
  change([patch(table, id, values)], { table_name: table, row_id: id, after: values }, more)

describe('the settings of the building', () => {
  it('are a manager’s, with their event, each a column of its own', async () => {
    expect(await push('manager', save('buildings', A, { quiet_hours: '22:00-07:00' }))).toBe('applied')
    expect(await push('manager', save('buildings', A, { reminder_days: [2, 5] }))).toBe('applied')
    expect(await push('manager', act([patch('buildings', A, { country: 'FR' })], { actor }))).toBe('invalid')
    // What a desk remembers of files has no event.
    expect(await push('manager', act([patch('buildings', A, { settings: { imports: [] } })], { actor }))).toBe(
      'applied',
    )
    for (const [who, id] of [['desk', STAFF.desk]] as const)
      expect(await push(who, save('buildings', A, { country: 'FR' }, { actor: id }))).toBe('not_allowed')
    for (const key of BUILDING_KEYS) expect(may('manager', BUILDING_SETTINGS[key].right)).toBe(true)
  })

  // Bug: a desk of another version wrote what no other desk could read.
  it.each([
    ['country', ['c', 'CAN', '']],
    ['notice_grace_minutes', [-1, 241]],
    ['quiet_hours', ['22-7', '24:00-07:00', '07:00-07:00', '22:00-07:00 ']],
    ['reminder_days', [[0], [91], [1.5], ['3'], { a: 1 }, [1, 2, 3, 4, 5, 6]]],
    ['notice_bundle_minutes', [-1, 61]],
    ['food_reminder_hours', [[0], [73], [2.5], ['2'], [1, 2, 3, 4, 5, 6]]],
    ['reminder_weekdays', [[0], [8], ['1'], {}]],
    ['reminder_time', ['24:00', '9:00', '']],
    ['notice_channels', [['app'], 'email']],
    ['keep_audit_months', [11, 121]],
    ['timezone', ['Mars/Base']],
  ] as const)('hold nothing that is none: %s', async (column, wrongs) => {
    for (const wrong of wrongs)
      expect([wrong, await push('manager', save('buildings', A, { [column]: wrong as never }))]).toEqual([
        wrong,
        'constraint',
      ])
  })
})

describe('desks', () => {
  it('have a name and a letter of their own, a manager’s to change', async () => {
    expect(await push('manager', save('desks', DESK, { name: 'Accueil', letter: 'Q' }))).toBe('applied')
    expect(await push('manager', save('desks', DESK2, { letter: 'Q' }))).toBe('constraint')
    expect(await push('manager', save('desks', DESK, { letter: '7' }))).toBe('constraint')
    expect(await push('manager', act([patch('desks', DESK, { name: 'x' })], { actor }))).toBe('invalid')
    expect(await push('desk', save('desks', DESK, { name: 'x' }, { actor: STAFF.desk }))).toBe('not_allowed')
  })
})
