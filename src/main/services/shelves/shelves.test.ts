import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../../shared/staff/permissions.ts'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { deskForAll } from '../../../../tests/support/ownDesk.ts'

const desk = deskForAll('manager')
const as = (role: Role) => switchTo(desk, role)

const codes = async () => (await desk.ask('session.get', {})).shelves.map(({ code }) => code)
const shelf = async (code: string) => (await desk.ask('session.get', {})).shelves.find((one) => one.code === code)!
const newest = async () => (await desk.ask('acts.recent', { limit: 1 }))[0]!
const undo = async () => desk.ask('acts.undo', { actId: (await newest()).actId })

describe('shelves', () => {
  // Bug: shelves came with the sample alone; no building could have its own.
  it('are made from ranges in one act, and taken back by one F9', async () => {
    expect(await desk.ask('shelves.preview', { text: 'E5-E8, cold, E/1' })).toEqual({
      codes: ['E7', 'E8', 'COLD'],
      existing: ['E5', 'E6'],
      problems: [{ text: 'E/1', problem: 'no_code' }],
    })
    expect(await desk.ask('shelves.add', { text: 'E5-E8, cold' })).toMatchObject({
      added: 3,
      first: 'E7',
      last: 'COLD',
    })
    expect(await codes()).toEqual(expect.arrayContaining(['E7', 'E8', 'COLD']))
    expect(await newest()).toMatchObject({
      type: 'shelf_added',
      people: [{ name: 'E7' }, { name: 'E8' }, { name: 'COLD' }],
    })
    expect((await desk.refusal('shelves.add', { text: 'E5' })).data).toEqual({ text: 'shelf_taken' })
    expect((await desk.refusal('shelves.add', { text: 'E/1' })).data).toEqual({ text: 'missing' })
    await undo()
    expect(await codes()).not.toContain('E7')
    await desk.ask('acts.redo', { actId: (await newest()).actId })
    expect(await codes()).toContain('E7')
  })

  it('are renamed, but not to a code that another one has or that no barcode can hold', async () => {
    const { id } = await shelf('E8')
    for (const [code, problem] of [
      ['e1', 'shelf_taken'],
      ['E-8', 'no_shelf_code'],
      [' ', 'missing'],
    ] as const)
      expect((await desk.refusal('shelves.save', { id, code, name: '' })).data).toEqual({ code: problem })
    expect((await desk.refusal('shelves.save', { id, code: 'E8', name: 'x'.repeat(61) })).data).toEqual({
      name: 'too_long',
    })
    await desk.ask('shelves.save', { id, code: 'niche', name: 'Derrière le comptoir' })
    expect(await shelf('NICHE')).toMatchObject({ id, name: 'Derrière le comptoir' })
    await undo()
    expect(await shelf('E8')).toMatchObject({ id, name: '' })
  })

  it('say how many parcels they hold and what for, as a whole number or nothing', async () => {
    const { id } = await shelf('E6')
    const kept = { id, code: 'E6', name: 'Fond' }
    for (const capacity of ['0', '1000', '4.5', 'beaucoup'])
      expect((await desk.refusal('shelves.save', { ...kept, capacity })).data).toEqual({ capacity: 'no_count' })
    await desk.ask('shelves.save', { ...kept, capacity: ' 25 ', takes: 'cold' })
    expect(await shelf('E6')).toMatchObject({ capacity: 25, takes: 'cold' })
    expect((await desk.ask('shelves.list', {})).shelves.find((one) => one.id === id)).toMatchObject({ capacity: 25 })
    await desk.ask('shelves.save', { ...kept, capacity: '' })
    expect(await shelf('E6')).toMatchObject({ capacity: null, takes: 'any' })
  })

  // Bug: parcels stood on a shelf that was no longer there.
  it('stay while parcels wait on them', async () => {
    const { id } = await shelf('COLD')
    const { rows } = await desk.ask('packages.list', { limit: 1 })
    await desk.ask('packages.setShelf', { packageId: rows[0]!.id, shelfId: id })
    expect(await desk.refusal('shelves.remove', { id })).toMatchObject({ code: 'SHELF_IN_USE', data: { parcels: 1 } })
    await desk.ask('packages.setShelf', { packageId: rows[0]!.id, shelfId: null })
    await desk.ask('shelves.remove', { id })
    expect(await codes()).not.toContain('COLD')
  })

  // Bug: F9 wrote a second shelf of one code and ended as a fault of the program.
  it('come back by F9 unless another one has taken the code meanwhile', async () => {
    await desk.ask('shelves.remove', { id: (await shelf('E8')).id })
    const removed = await newest()
    await desk.ask('shelves.add', { text: 'E8' })
    expect((await desk.refusal('acts.undo', { actId: removed.actId })).code).toBe('UNDO_NOT_LAST')
    await undo()
    await desk.ask('acts.undo', { actId: removed.actId })
    expect(await codes()).toContain('E8')
  })

  it('are the managers’ to change', async () => {
    const { id } = await shelf('E8')
    for (const role of ROLES) {
      await as(role)
      const may = role === 'manager' || role === 'admin'
      for (const refusal of [
        await desk.refusal('shelves.preview', { text: 'Q' }).catch(() => null),
        await desk.refusal('shelves.add', { text: `Q${role}` }).catch(() => null),
        await desk.refusal('shelves.save', { id, code: `R${role}`, name: '' }).catch(() => null),
      ])
        expect(refusal?.code, role).toBe(may ? undefined : 'NOT_ALLOWED')
    }
  })
})
