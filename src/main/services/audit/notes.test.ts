import { expect, it, onTestFinished } from 'vitest'
import { openTestDesk, textInMemory } from '../../../../tests/support/testDesk.ts'
import { noting } from '../../store/audit/noting.ts'

const BADGE = '04A2B3C4D5'

async function desk() {
  const keyFile = textInMemory()
  const open = await openTestDesk({ duty: { file: textInMemory(), keyFile } })
  onTestFinished(() => open.close())
  const { staff } = await open.ask('session.get', {})
  const idOf = (role: string) => staff.find((one) => one.role === role)!.id
  /** Oldest first, without the beginning of the log. */
  const log = async () =>
    (await open.ask('audit.list', { limit: 200 })).rows.toReversed().filter(({ what }) => what !== 'audit.segment')
  return { open, idOf, log }
}

// Bug: somebody gave themselves the PIN of a colleague, and only the acts in the colleague's name were in the log.
it('tells who went on duty and how, and who gave, chose or took away which PIN and badge', async () => {
  const { open, idOf, log } = await desk()
  const [manager, admin] = [idOf('manager'), idOf('admin')]
  await open.ask('session.switch', { staffId: manager })
  await open.ask('session.switch', { staffId: admin })
  await open.ask('duty.setPin', { pin: null, newPin: '4831' })
  const { pin } = await open.ask('duty.givePin', { staffId: manager })
  await open.ask('duty.giveBadge', { staffId: manager, text: BADGE })
  await open.ask('duty.setBadgeAlone', { alone: true })
  await open.ask('duty.dropBadge', { staffId: manager })
  await open.ask('duty.lock', {})
  await open.ask('duty.prove', { staffId: manager, pin, newPin: '9275' })
  for (let tries = 0; tries < 5; tries++)
    await open.refusal('duty.prove', { staffId: admin, pin: '0000', newPin: null })
  const told = await log()
  expect(told.map(({ what, facts }) => [what, facts])).toEqual([
    ['duty.on', { proof: 'click' }],
    ['duty.on', { proof: 'click' }],
    ['duty.setPin', { first: true }],
    ['duty.givePin', { reset: false }],
    ['duty.giveBadge', {}],
    ['duty.badgeAlone', { alone: true }],
    ['duty.dropBadge', {}],
    ['duty.locked', {}],
    ['duty.setPin', { first: false }],
    ['duty.on', { proof: 'pin' }],
    ['duty.wait', { misses: 5 }],
  ])
  const names = new Map((await open.ask('staff.list', {})).map(({ id, name }) => [id, name]))
  expect(told[3]).toMatchObject({ by: names.get(admin), about: names.get(manager), area: 'staff' })
  expect(told.at(-1)).toMatchObject({ by: null, about: names.get(admin) })
  // No number of a badge and no PIN, nor a digest of one, stands in it.
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`${BADGE}|${pin}|4831|9275`, 'i'))
}, 20_000)

it('tells which settings of the desk were changed, and not what somebody typed', async () => {
  const { open, idOf, log } = await desk()
  await open.ask('session.switch', { staffId: idOf('manager') })
  await open.ask('settings.set', { theme: 'dark' })
  await open.ask('settings.set', { theme: 'dark' })
  const { printer } = open.desk.settings.get()
  await open.ask('settings.setDevices', { printer: { ...printer, name: 'Loge de Quetzal' }, lockMinutes: 7 })
  const told = (await log()).slice(1)
  expect(told.map(({ what, area, facts }) => [what, area, facts])).toEqual([
    ['settings.desk', 'settings', { settings: 'theme' }],
    ['settings.desk', 'settings', { settings: 'lockMinutes, printer' }],
  ])
  expect(told[0]!.by).not.toBeNull()
  expect(JSON.stringify(told)).not.toContain('Quetzal')
})

it('goes on where nothing can be noted', () => {
  const errors: string[] = []
  const note = noting(
    () => ({
      audit: {
        note() {
          throw new Error('full')
        },
        forget: () => undefined,
        serverAhead: () => undefined,
      },
    }),
    { info: () => undefined, warn: () => undefined, error: (event) => void errors.push(event) },
  )
  note({ what: 'duty.locked', by: null })
  expect(errors).toEqual(['audit.not_noted'])
  noting(() => null, { info: () => undefined, warn: () => undefined, error: (event) => void errors.push(event) })({
    what: 'duty.locked',
    by: null,
  })
  expect(errors).toHaveLength(1)
})
