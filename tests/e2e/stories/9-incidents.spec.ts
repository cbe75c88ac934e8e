// The register of confidentiality incidents: entered, completed, kept, and removed when its time is over.
import { expectAccessible } from '../support/axe.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'

async function goOnDuty({ ask }: RunningDesk, role: 'desk' | 'manager'): Promise<void> {
  const { staff } = await ask('session.get', {})
  await ask('session.switch', { staffId: staff.find((one) => one.role === role)!.id })
}

test('a manager enters an incident by keyboard, completes it, and takes out one that is old enough', async ({
  desk,
}) => {
  const { page, ask } = desk
  await goOnDuty(desk, 'manager')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('fuite', { delay: 120 })
  await page.keyboard.press('Enter')
  await expect(page.getByText('No incident is entered')).toBeVisible()
  await page.getByRole('button', { name: 'Enter an incident' }).press('Enter')
  await expect(page.getByLabel('When it happened')).toBeFocused()
  await page.getByLabel('When it happened').fill('18 November')
  await page.getByLabel('Known since').fill('2026-02-30')
  await page.getByLabel('Known since').press('Enter')
  await expect(page.getByText('Nothing was saved: look at the fields marked in red.')).toBeVisible()
  await expectAccessible(desk)

  await page.getByLabel('Known since').fill('2019-11-18')
  await page.getByLabel('Number of persons').fill('1')
  await page.getByLabel('Information concerned').fill('Name and unit')
  await page.getByLabel('Circumstances').fill('A notice went to the wrong person.')
  await page.getByLabel('What speaks against it').fill('The parcel stayed here.')
  await page.getByLabel('Measures taken').fill('Address corrected.')
  await page.getByRole('button', { name: 'Enter in the register' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Incident 1' })).toBeVisible()

  await page.getByRole('button', { name: 'Correct or complete' }).press('Enter')
  await page.getByLabel('Number of persons').fill('12')
  await page.getByRole('button', { name: 'Enter in the register' }).press('Enter')
  await expect(page.getByText('1 entry before')).toBeVisible()
  const [incident] = await ask('incidents.list', {})
  expect(incident!.entries.map(({ persons }) => persons)).toEqual(['12', '1'])
  await expectAccessible(desk)

  await page.getByRole('button', { name: 'Remove…' }).press('Enter')
  await expect(page.getByText('Nobody can bring them back', { exact: false })).toBeVisible()
  await expectAccessible(desk)
  await page.getByRole('button', { name: 'Remove it for good' }).press('Enter')
  await expect(page.getByText('No incident is entered')).toBeVisible()
})

// Bug: the front desk read the register, or met an error instead of whom to tell.
test('the front desk is told whom to tell', async ({ desk }) => {
  await goOnDuty(desk, 'desk')
  await desk.page.evaluate(() => (window.location.hash = '#/incidents'))
  await expect(desk.page.getByText('Tell a manager what happened', { exact: false })).toBeVisible()
  await expect(desk.page.getByRole('button', { name: 'Enter an incident' })).toHaveCount(0)
})
