// What somebody may ask of the building about themselves: to have it, and to be erased.
import { expectAccessible } from '../support/axe.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'

async function asManager({ ask }: RunningDesk): Promise<void> {
  const { staff } = await ask('session.get', {})
  await ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
}

test('a manager looks at what an erasure reaches, confirms it by the name, and the person is nowhere', async ({
  desk,
}) => {
  const { page, ask } = desk
  await asManager(desk)
  const { rows } = await ask('residents.list', { limit: 200 })
  const person = rows.find(({ waiting }) => waiting === 0)!
  await page.evaluate((id) => (window.location.hash = `#/residents/${id}`), person.residentId)
  await page.getByRole('button', { name: 'Erase this person…' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'What goes' })).toBeVisible()
  await expectAccessible(desk)
  await page.getByRole('button', { name: 'Go on to the confirmation' }).press('Enter')
  const erase = page.getByRole('button', { name: 'Erase for good' })
  await expect(erase).toBeDisabled()
  await page.getByLabel('Type the name to confirm').fill(person.name)
  await expectAccessible(desk)
  await page.getByLabel('Type the name to confirm').press('Enter')
  await expect(page.getByText('Person erased', { exact: true }).first()).toBeVisible()
  await expect(page.getByText(person.name, { exact: true })).toHaveCount(0)
})
