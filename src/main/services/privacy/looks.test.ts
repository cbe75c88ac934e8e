import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { deskForEach } from '../../../../tests/support/ownDesk.ts'
import { handClock, openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'
import { seeded } from '../../../shared/random.ts'
import { testDir } from '../../store/testing.ts'

const desk = deskForEach('manager')

const looks = async () =>
  JSON.stringify((await desk.ask('audit.list', { limit: 50 })).rows).split('access.person').length - 1

// Bug: nobody could tell afterwards who had looked at somebody's page, or the log was filled by a page that draws itself anew.
it('a look at a page is written down once, for each person and each who looks', async () => {
  const { rows } = await desk.ask('residents.list', { limit: 20 })
  const [one, other] = [...new Set(rows.map(({ residentId }) => residentId!))]
  await desk.ask('residents.get', { id: one! })
  await desk.ask('residents.get', { id: one! })
  expect(await looks()).toBe(1)
  await desk.ask('residents.get', { id: other! })
  expect(await looks()).toBe(2)
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'admin')!.id })
  await desk.ask('residents.get', { id: one! })
  expect(await looks()).toBe(3)
})

// Bug: whoever opens a page waits for the disk, or a look is lost when the program ends right after it.
it('a look is written after its answer, and at the latest when the building closes', async () => {
  const dataDir = join(testDir(onTestFinished), 'building')
  const soon: (() => void)[] = []
  const ports = {
    now: handClock().now,
    random: seeded(1).bytes,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    defer: (run: () => void) => void soon.push(run),
    later: () => () => undefined,
  }
  const audited = async (of: TestDesk) => {
    const { staff } = await of.ask('session.get', {})
    await of.ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
    return JSON.stringify((await of.ask('audit.list', { limit: 50 })).rows).split('access.person').length - 1
  }
  const first = await openTestDesk({ dataDir, ports })
  const { rows } = await first.ask('residents.list', { limit: 20 })
  const [one, other] = [...new Set(rows.map(({ residentId }) => residentId!))]
  await first.ask('residents.get', { id: one! })
  expect(await audited(first)).toBe(0)
  for (const run of soon.splice(0)) run()
  expect(await audited(first)).toBe(1)
  await first.ask('residents.get', { id: other! })
  await first.close()
  const second = await openTestDesk({ dataDir })
  onTestFinished(() => second.close())
  expect(await audited(second)).toBe(2)
})
