// The register of confidentiality incidents: entered, completed, kept, and removed when its time is over.
import { expectAccessible } from '../support/axe.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'

async function goOnDuty({ ask }: RunningDesk, role: 'desk' | 'manager'): Promise<void> {
  const { staff } = await ask('session.get', {})
  await ask('session.switch', { staffId: staff.find((one) => one.role === role)!.id })
}

test('a manager enters an incident by keyboard, completes it, and takes none out on the word of the clock alone', async ({
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
  await expect(page.getByRole('heading', { name: /^Incident [2-9A-Z]{3}-[2-9A-Z]{4}$/ })).toBeVisible()

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
  await expect(page.getByText('The date of this computer may be wrong', { exact: false })).toBeVisible()
  expect(await ask('incidents.list', {})).toHaveLength(1)
})

// Bug: a parcel that came in the middle, a look elsewhere, Escape or a restart lost a page of writing.
test('an entry that was begun is there after a scan, Escape and a fresh start of the window', async ({ desk }) => {
  const { page, ask } = desk
  await goOnDuty(desk, 'manager')
  const incidents = () => page.evaluate(() => (window.location.hash = '#/incidents'))
  await incidents()
  await page.getByRole('button', { name: 'Enter an incident' }).press('Enter')
  await page.getByLabel('Circumstances').fill('A list of names was left in the lift.')
  await takeUpGun(page)
  await scan(page, '1Z999AA10123456784')
  await expect(page.getByRole('heading', { name: 'Confidentiality incidents' })).toBeHidden()
  await incidents()
  await expect(page.getByLabel('Circumstances')).toHaveValue('A list of names was left in the lift.')

  await page.getByLabel('Measures taken').fill('Found again.')
  await takeUpGun(page)
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Measures taken')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Go on with the entry' })).toBeFocused()
  await page.reload()
  await expect(page.getByLabel('Measures taken')).toHaveValue('Found again.')

  const entry = { happened: 'today', knownOn: '2019-11-18', persons: '2', information: 'Names', riskAgainst: 'Found' }
  const rest = { informationUnknown: '', riskFor: '', commissionOn: '', personsOn: '', noticesWhy: '' }
  const flags = { isEstimated: false, isSerious: false, incidentId: null }
  await ask('incidents.save', { ...entry, ...rest, ...flags, circumstances: 'Another one', measures: 'None' })
  await page.getByRole('button', { name: 'Correct or complete' }).press('Enter')
  await expect(page.getByLabel('Circumstances')).toHaveCount(2)
  await page.getByLabel('Number of persons').last().fill('3')
  await page.getByLabel('Number of persons').last().press('Enter')
  await expect(page.getByText('1 entry before')).toBeVisible()
  await expect(page.getByLabel('Circumstances')).toHaveValue('A list of names was left in the lift.')
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Enter an incident' })).toBeFocused()
})

// Bug: the front desk read the register, or met an error instead of whom to tell.
test('the front desk is told whom to tell', async ({ desk }) => {
  await goOnDuty(desk, 'desk')
  await desk.page.evaluate(() => (window.location.hash = '#/incidents'))
  await expect(desk.page.getByText('Tell a manager what happened', { exact: false })).toBeVisible()
  await expect(desk.page.getByRole('button', { name: 'Enter an incident' })).toHaveCount(0)
})
