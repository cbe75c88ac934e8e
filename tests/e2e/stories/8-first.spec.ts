// The first quarter of an hour: from an empty data folder to the first labelled parcel of a building of one's own.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { UPS } from '../support/codes.ts'
import { killEverything, presetSettings } from '../support/faults.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { paced } from '../support/pace.ts'
import { launch, removeDir, tempDir, type RunningDesk } from '../support/runningDesk.ts'

let dataDir = ''
let desk: RunningDesk | null = null
test.beforeEach(() => {
  dataDir = tempDir()
  presetSettings(dataDir)
})
test.afterEach(async () => {
  await desk?.app.close().catch(() => {})
  desk = null
  removeDir(dataDir)
})

async function start(): Promise<RunningDesk> {
  desk = await launch({ dataDir, args: ['--first'], ready: false })
  return desk
}
const begin = (page: Page) => page.getByRole('button', { name: /^Begin my building/ })
const ready = (page: Page) => page.getByRole('heading', { name: /ready\?$/ })
const card = (page: Page) => page.getByRole('main')

/** An export of 200 units, one or two people in each, as AppFolio heads it. */
const EXPORT = Buffer.from(
  [
    'Unit,Tenant,Status,Tenant Email,Tenant Phone Number',
    ...Array.from({ length: 200 }, (_, n) => {
      const unit = `${Math.floor(n / 10) + 1}${String((n % 10) + 1).padStart(2, '0')}`
      return `${unit},"Roy${n}, Anne",Current,anne${n}@example.com,514-555-${String(n).padStart(4, '0')}`
    }),
  ].join('\n'),
)

test('from an empty folder to the first labelled parcel of an imported building of 200 units, at a person’s pace', async () => {
  test.setTimeout(180_000)
  const { page, ask } = await start()
  const person = paced(page, 'the first quarter of an hour')

  await expect(begin(page)).toBeFocused()
  await expectAccessible(desk!)
  await person.read(card(page))
  await person.press('Enter')

  await expect(page.getByLabel('Name of the building')).toBeFocused()
  await person.read(card(page))
  await person.type('Le Nordet')
  await person.press('Tab')
  await person.type('12, rue du Nord, Montréal (Québec) H2X 1Y4')
  await person.click(page.getByRole('button', { name: /Time zone/ }))
  await person.click(page.getByRole('option', { name: /Montréal/ }))
  await person.click(page.getByLabel('Letter of this desk'))
  await person.press('Tab')
  await person.type('Anne-Marie Gagné')
  await person.press('Tab')
  await person.type('4831')
  await person.press('Tab')
  await person.type('4831')
  await person.press('Enter')

  await ready(page).waitFor()
  await person.read(card(page))
  await expect(page.getByRole('button', { name: 'From a file' }).first()).toBeFocused()
  await person.press('Enter')

  await page.getByRole('heading', { name: 'Import and export' }).waitFor()
  await person.read(card(page))
  // The system's own dialog: two clicks and the name of the file.
  person.hands(10)
  await page.locator('input[type=file]').setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer: EXPORT })
  await page.getByRole('heading', { name: 'What the columns mean' }).waitFor()
  await person.read(card(page))
  await person.click(page.getByRole('button', { name: 'Look at the preview' }))
  await expect(page.getByRole('radio', { name: /New/ })).toContainText('200')
  // A building without a unit takes those of its first file.
  await expect(page.getByRole('checkbox', { name: /^Make .*units? that the building/ })).toBeChecked()
  await person.read(card(page))
  await person.click(page.getByRole('button', { name: 'Import', exact: true }))
  await expect(page.getByText('File imported', { exact: true }).first()).toBeVisible()
  expect(await ask('units.list', { limit: 1 })).toMatchObject({ total: 200 })

  await person.read(page.getByRole('region', { name: 'Set-up' }))
  await person.click(page.getByRole('button', { name: 'Next: Shelves' }))
  await ready(page).waitFor()
  await person.click(page.getByRole('button', { name: 'Add shelves' }))
  await person.type('E1-E6, COLD')
  await expect(page.getByRole('button', { name: 'Add 7 shelves' })).toBeEnabled()
  await person.press('Enter')
  await expect(page.getByText('7 shelves', { exact: true })).toBeVisible()

  await takeUpGun(page)
  await scan(page, '0064100123456')
  person.hands(4)
  await expect(page.getByText(/The scanner works/)).toBeVisible()
  await person.read(page.getByText(/The scanner works/))
  await person.click(page.getByRole('button', { name: 'Print a test label' }))
  await expect(page.getByText('The test label is in the folder.')).toBeVisible()
  person.hands(10)
  await expectAccessible(desk!)
  await person.click(page.getByRole('button', { name: 'Go to the intake' }))

  await takeUpGun(page)
  await scan(page, UPS)
  person.hands(4)
  await person.read(card(page))
  await expect(page.getByRole('combobox', { name: /Who is it for/ })).toBeFocused()
  await person.type('1204')
  await expect(page.getByRole('option').first()).toContainText('1204')
  await person.press('Enter')
  await expect(page.getByText(/Registered as A1\b/).first()).toBeVisible()
  const labels = () => readdirSync(join(dataDir, 'labels')).filter((name) => name.endsWith('.pdf'))
  await expect.poll(() => labels().length).toBe(2)
  person.done(15)

  const { steps } = await ask('setup.get', {})
  expect(steps.filter(({ state }) => state !== 'done').map(({ id }) => id)).toEqual(['team', 'privacy'])
})

test('what was typed outlives a power cut, and each step stands where it was left', async () => {
  let { page, ask } = await start()
  await begin(page).press('Enter')
  await page.getByLabel('Name of the building').fill('Le Nordet')
  await page.getByLabel('Your name').fill('Anne Roy')
  await expect.poll(async () => (await ask('first.form', {})).form?.person).toBe('Anne Roy')
  await killEverything(desk!)

  ;({ page, ask } = await start())
  await expect(page.getByLabel('Name of the building')).toHaveValue('Le Nordet')
  await expect(page.getByLabel('Your name')).toHaveValue('Anne Roy')
  await page.getByLabel('Address').fill('12, rue du Nord')
  await page.getByLabel('New PIN').fill('4831')
  await page.getByLabel('The same PIN again').fill('4831')
  await page.getByLabel('The same PIN again').press('Enter')
  await ready(page).waitFor()
  await ask('units.add', { text: '101-104', kind: 'residential', tower: '', floors: [] })
  await expect(page.getByText('4 units', { exact: true })).toBeVisible()
  await killEverything(desk!)

  ;({ page, ask } = await start())
  await page.getByLabel('PIN').fill('4831')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Set-up' })).toContainText('3 of 10 done')
  await page.getByRole('button', { name: 'All steps' }).press('Enter')
  await expect(page.getByText('4 units', { exact: true })).toBeVisible()
})

test('what cannot be a building is said at its field, by keyboard alone', async () => {
  const { page } = await start()
  await page.keyboard.press('Enter')
  await page.getByLabel('Name of the building').waitFor()
  await page.getByRole('button', { name: /Time zone/ }).press('Enter')
  await page.getByRole('option', { name: 'Another one…' }).press('Enter')
  await page.getByLabel('Name of the time zone').fill('America/Montréal')
  await page.getByLabel('Letter of this desk').fill('É1')
  await page.getByLabel('New PIN').fill('0000')
  await page.getByLabel('The same PIN again').fill('0000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This PIN is guessed too easily.', { exact: false })).toBeVisible()
  await expect(page.getByLabel('New PIN')).toBeFocused()
  await page.getByLabel('New PIN').fill('4831')
  await page.getByLabel('The same PIN again').fill('4831')
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is no such time zone.', { exact: false })).toBeVisible()
  await expect(page.getByText('One or two letters', { exact: false })).toBeVisible()
  await expect(page.getByText('Fill this in.')).toHaveCount(3)
  await expect(page.getByLabel('Name of the building')).toBeFocused()
  await expectAccessible(desk!)
  await page.keyboard.press('Escape')
  await expect(begin(page)).toBeVisible()
})

test('a file that cannot be read changes nothing; what is not needed is said so; the set-up is finished, by keyboard alone', async () => {
  const { page, ask } = await start()
  await ask('first.building', {
    name: 'Le Nordet',
    address: '12, rue du Nord',
    timezone: 'America/Toronto',
    languages: ['en'],
    letter: 'A',
    person: 'Anne Roy',
    pin: '4831',
  })
  await page.locator('[data-desk-ready]').waitFor()
  const bar = page.getByRole('region', { name: 'Set-up' })
  await expect(bar).toContainText('2 of 10 done')
  await bar.getByRole('button', { name: 'Next: Units' }).press('Enter')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from('Unit,Name\n1,"Roy\n') })
  await expect(page.getByText('Line 2.')).toBeVisible()
  expect((await ask('units.list', { limit: 1 })).total).toBe(0)

  await bar.getByRole('button', { name: 'All steps' }).press('Enter')
  await ready(page).waitFor()
  await expect(bar).toBeHidden()
  await expect(page.getByText(/No printer is chosen/)).toBeVisible()
  // A key that no scanner has typed is no scan.
  await page.keyboard.type('ab', { delay: 70 })
  await expect(page.getByText(/The scanner works/)).toBeHidden()
  const step = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  for (const name of ['Shelves', 'Scanner', 'Label printer', 'Colleagues', 'Person in charge of privacy']) {
    await step(name).getByRole('button', { name: 'Not needed here' }).press('Enter')
    await expect(step(name).getByRole('button', { name: 'Needed after all' })).toBeVisible()
  }
  await expectAccessible(desk!)
  await step('Scanner').getByRole('button', { name: 'Needed after all' }).press('Enter')
  await takeUpGun(page)
  await scan(page, 'AB-12/34')
  await expect(step('Scanner')).toContainText('The scanner works: it read AB-12/34')

  await page.getByRole('button', { name: 'Finish the set-up' }).press('Enter')
  await expect(page).toHaveURL(/#\/intake/)
  await expect(bar).toBeHidden()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('is the building', { delay: 70 })
  await page.keyboard.press('Enter')
  await ready(page).waitFor()
  await expect(page.getByRole('button', { name: 'Finish the set-up' })).toBeHidden()
})

test('the sample is looked at, put away for a building of one’s own, and a desk waits for its project', async () => {
  const { page, ask } = await start()
  await expect(begin(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('[data-desk-ready]').waitFor()
  expect((await ask('session.get', {})).building.isSample).toBe(true)
  await page.getByRole('button', { name: /^Sample building/ }).press('Enter')
  await expect(page.getByRole('button', { name: 'Begin with mine' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(begin(page)).toBeFocused()

  await page.getByRole('button', { name: /^Take over an archive/ }).press('Enter')
  await expect(page.getByRole('button', { name: 'Choose the file…' })).toBeVisible()
  await expectAccessible(desk!)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Connect to a project/ }).press('Enter')
  await page.getByRole('heading', { name: 'Connect to a project' }).waitFor()
  await expect(page.getByLabel('Publishable key')).toBeVisible()
  await expectAccessible(desk!)
  await page.getByRole('button', { name: 'Begin in another way' }).press('Enter')
  await expect(begin(page)).toBeVisible()
})
