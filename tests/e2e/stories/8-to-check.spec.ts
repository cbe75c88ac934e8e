// Who may be in the directory twice and who is to be confirmed, gone through by keyboard.
import { expectAccessible } from '../support/axe.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { takeUpGun } from '../support/gun.ts'
import { switchTo } from '../../support/parcels.ts'

const id = (at: number) => `0198f000-0000-7000-8000-0000000000${at}`

/** Two entries of one telephone in one unit, with the list open. */
async function twice({ page, ask }: RunningDesk) {
  await switchTo({ ask }, 'manager')
  const { rows } = await ask('units.list', { limit: 1 })
  for (const [at, familyName] of ['Doublon', 'Doublon-Roy'].entries())
    await ask('residents.save', {
      id: id(20 + at),
      givenName: 'Aline',
      familyName,
      aliases: '',
      language: 'fr',
      email: '',
      phones: [{ typed: '514 555-0177', label: 'mobile', sms: false }],
      channels: [],
      emergencyContact: '',
      notes: at === 0 ? 'Sonner deux fois' : '',
      collecting: null,
      accessNeed: '',
      home: {
        id: id(30 + at),
        unit: rows[0]!.number,
        kind: 'tenant',
        from: '',
        to: '',
        receives: true,
        notified: false,
        share: '',
      },
    })
  await page.evaluate(() => (window.location.hash = '#/residents/check'))
  await expect(page.getByRole('heading', { level: 1, name: 'To check' })).toBeVisible()
}

test('two entries of one person are merged from the list, told on their page, and taken apart by F9', async ({
  desk,
}) => {
  const { page, ask } = desk
  await twice(desk)
  const pair = page.getByRole('listitem').filter({ hasText: 'Doublon-Roy' }).first()
  await expect(pair).toContainText('Doublon')
  await expectAccessible(desk)
  await pair
    .getByRole('button', { name: /One person/ })
    .first()
    .press('Enter')
  await expect
    .poll(async () => {
      const entries = await Promise.all([20, 21].map((at) => ask('residents.get', { id: id(at) })))
      return new Set(entries.map((entry) => entry.id)).size
    })
    .toBe(1)
  const { id: kept } = await ask('residents.get', { id: id(20) })
  await page.evaluate((one) => (window.location.hash = `#/residents/${one}`), kept)
  await expect(page.getByRole('heading', { level: 1, name: /Doublon/ })).toBeVisible()
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect.poll(async () => (await ask('residents.get', { id: kept })).merged).toEqual([])
})

test('who is to be confirmed is confirmed one after the other by Enter alone', async ({ desk }) => {
  // Bug: the line went with its button, and the focus with it: the next person was half a page of Tab away.
  const { page, ask } = desk
  await switchTo({ ask }, 'manager')
  await page.evaluate(() => (window.location.hash = '#/residents/check'))
  const before = (await ask('residents.unconfirmed', {})).total
  expect(before).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Confirmed today' }).first().focus()
  for (const done of [1, 2, 3]) {
    await takeUpGun(page)
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await ask('residents.unconfirmed', {})).total).toBe(before - done)
    await expect(page.locator('button:focus')).toHaveText('Confirmed today')
  }
})
