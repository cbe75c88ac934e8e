import { takeUpGun } from '../support/gun.ts'
import { expect, test } from '../support/runningDesk.ts'

// Bug: a letter that came back stands on one parcel's page, and nobody ever looks there.
test('a notice that reached nobody is a task until somebody deals with it, and F9 brings it back', async ({ desk }) => {
  const { page } = desk
  const { rows } = await desk.ask('notices.open', {})
  const count = rows.length
  expect(count).toBeGreaterThan(2)
  await page.getByRole('button', { name: `To notify ${count} parcels` }).click()
  const list = page.getByRole('main').getByRole('list').first()
  await expect(page.getByRole('heading', { name: 'To notify' })).toBeVisible()
  await expect(list.getByText('the email address does not exist')).toBeVisible()

  await page.getByRole('button', { name: 'Notified in person' }).first().click()
  await expect(page.getByRole('button', { name: `To notify ${count - 1} parcels` })).toBeVisible()
  await takeUpGun(page)
  await page.keyboard.press('F9')
  await expect(page.getByRole('button', { name: `To notify ${count} parcels` })).toBeVisible()

  // Another channel is a notice of its own: the task is gone as long as that one may arrive.
  await page.getByRole('button', { name: 'Send by email' }).first().click()
  await expect(page.getByText('An email leaves after the grace period').first()).toBeVisible()
  await expect(page.getByRole('button', { name: `To notify ${count - 1} parcels` })).toBeVisible()
})

test('a slip goes to the label printer and settles what no letter could say', async ({ desk }) => {
  const { page } = desk
  const [task] = (await desk.ask('notices.open', {})).rows
  await page.evaluate((id) => void (location.hash = `#/packages/${id}`), task!.package.id)
  await page.getByRole('button', { name: 'Print a slip' }).click()
  await expect(page.getByText('The slip goes to the label printer').first()).toBeVisible()
  await expect(page.getByText('Slip printed').first()).toBeVisible()
  await expect
    .poll(async () => (await desk.ask('printing.status', {})).jobs.find(({ kind }) => kind === 'slip')?.state)
    .toBe('printed')
})
