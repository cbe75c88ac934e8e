import { describe, expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { Role } from '../../../shared/staff/permissions.ts'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'

const desk = deskForEach('admin')

const list = () => desk.ask('staff.list', {})
const one = async (role: Role) => (await list()).find((member) => member.role === role && member.active)!
const onDuty = async (role: Role) => desk.ask('session.switch', { staffId: (await one(role)).id })
const save = (member: { id: string; name: string; role: Role; active: boolean }) =>
  desk.ask('staff.save', { id: member.id, name: member.name, role: member.role, active: member.active })
const refused = (member: { id: string; name: string; role: Role; active: boolean }) =>
  desk.refusal('staff.save', { id: member.id, name: member.name, role: member.role, active: member.active })
const newest = async () => (await desk.ask('acts.recent', { limit: 5 }))[0]!

describe('a team member', () => {
  // Bug: staff could be made in the SQL editor alone.
  it('is made by an administrator, goes on duty, and is gone after F9 and back after its redo', async () => {
    const id = uuidv7()
    await save({ id, name: '  Zoé\u202e Tremblay ', role: 'desk', active: true })
    expect((await list()).find((member) => member.id === id)).toEqual({
      id,
      name: 'Zoé Tremblay',
      role: 'desk',
      active: true,
      hasAccount: false,
    })
    expect((await desk.ask('session.get', {})).staff.map(({ name }) => name)).toContain('Zoé Tremblay')
    const made = await newest()
    expect(made).toMatchObject({ type: 'staff_added', undo: 'now', people: [{ name: 'Zoé Tremblay' }] })
    const undone = await desk.ask('acts.undo', { actId: made.actId, reason: '' })
    expect((await list()).map(({ name }) => name)).not.toContain('Zoé Tremblay')
    await desk.ask('acts.redo', { actId: undone.actId })
    expect((await list()).map(({ name }) => name)).toContain('Zoé Tremblay')
  })

  it('is changed with a history that says what was and what became', async () => {
    const clerk = await one('desk')
    await save({ ...clerk, role: 'manager' })
    const [entry] = await desk.ask('directory.history', { staffId: clerk.id })
    expect(entry).toMatchObject({ act: 'staff_changed', changes: [{ column: 'role', from: 'desk', to: 'manager' }] })
    await desk.ask('acts.undo', { actId: entry!.actId, reason: '' })
    expect(await one('desk')).toBeDefined()
  })

  it.each(['manager', 'desk'] as const)('is no business of a %s, also by an undo', async (role) => {
    const clerk = (await list()).filter((member) => member.role === 'desk')[1]!
    await save({ ...clerk, role: 'board' })
    const { actId } = await newest()
    await onDuty(role)
    expect((await refused({ ...clerk, role: 'admin' })).code).toBe('NOT_ALLOWED')
    expect((await desk.refusal('acts.undo', { actId, reason: '' })).code).toBe('NOT_ALLOWED')
  })

  it('has a name that nobody else here has', async () => {
    const clerk = await one('desk')
    expect(await refused({ id: uuidv7(), name: clerk.name.toUpperCase(), role: 'desk', active: true })).toEqual({
      code: 'FIELDS_REFUSED',
      data: { name: 'name_taken' },
    })
    expect(await refused({ id: uuidv7(), name: ' \u200b ', role: 'desk', active: true })).toMatchObject({
      data: { name: 'missing' },
    })
    await save({ ...clerk, active: false })
    await save({ id: uuidv7(), name: clerk.name, role: 'desk', active: true })
  })
})

describe('an administrator', () => {
  // Bug: the only one could end their own rights, and nobody would ever change the staff again.
  it('does not end their own work here, nor the role of the last one', async () => {
    const admin = await one('admin')
    expect((await refused({ ...admin, active: false })).code).toBe('OWN_DEACTIVATION')
    expect((await refused({ ...admin, role: 'manager' })).code).toBe('LAST_ADMINISTRATOR')
    expect(await one('admin')).toEqual(admin)
  })

  it('goes when there is another, but not by undoing who made that one an administrator', async () => {
    const [admin, manager] = [await one('admin'), await one('manager')]
    await save({ ...manager, role: 'admin' })
    const promotion = (await newest()).actId
    await save({ ...admin, role: 'board' })
    expect((await desk.ask('session.get', {})).permissions).not.toContain('staff.write')
    await desk.ask('session.switch', { staffId: manager.id })
    expect((await desk.refusal('acts.undo', { actId: promotion, reason: '' })).code).toBe('LAST_ADMINISTRATOR')
  })

  it('who loses the role while on duty loses its rights at once', async () => {
    const [admin, manager] = [await one('admin'), await one('manager')]
    await save({ ...manager, role: 'admin' })
    await save({ ...admin, role: 'desk' })
    expect((await refused({ ...manager, role: 'desk' })).code).toBe('NOT_ALLOWED')
    expect((await desk.ask('session.get', {})).actor).toMatchObject({ id: admin.id, role: 'desk' })
  })
})
