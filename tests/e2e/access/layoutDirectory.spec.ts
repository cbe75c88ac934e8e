import type { Page } from '@playwright/test'
import { presetSettings } from '../support/faults.ts'
import { layoutFaults } from '../support/layoutFaults.ts'
import { expect, launch, removeDir, tempDir, test, type RunningDesk } from '../support/runningDesk.ts'

const LONG = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, 199)
const FILE = [
  'Appt;Locataire;Courriel;Départ',
  `101;${LONG};longue@exemple.ca;2030-05-01`,
  '102;محمد الحسن;;',
  '9999;Sans Unité;;',
].join('\n')

let desk: RunningDesk
let dataDir = ''
test.beforeAll(async () => {
  dataDir = tempDir()
  presetSettings(dataDir, { language: 'fr' })
  desk = await launch({ dataDir })
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'admin')!.id })
})
test.afterAll(async () => {
  await desk.app.close()
  removeDir(dataDir)
})

const to = (path: string, sign: string) => async (page: Page) => {
  await page.evaluate((next) => void (location.hash = `#${next}`), path)
  await page.locator(sign).first().waitFor()
}
const main = (page: Page) => page.getByRole('main')

/** The directory with somebody in it whose name is as long as one can be, and the screens that show them. */
async function screens(): Promise<readonly { name: string; go: (page: Page) => Promise<unknown> }[]> {
  const { ask } = desk
  const residentId = crypto.randomUUID()
  await ask('residents.save', {
    id: residentId,
    givenName: '',
    familyName: LONG,
    aliases: '',
    language: 'fr',
    email: '',
    phones: [{ typed: '514 555-0142 poste 1234', label: 'mobile', sms: true }],
    channels: ['email', 'sms', 'app'],
    emergencyContact: LONG,
    notes: '😀 =HYPERLINK("http://exemple.ca")',
    collecting: null,
    accessNeed: 'fauteuil roulant',
    home: {
      id: crypto.randomUUID(),
      unit: '1204',
      kind: 'tenant',
      from: '',
      to: '2030-05-01',
      receives: true,
      notified: true,
      share: '',
    },
  })
  const dates = { from: '', to: '' }
  await ask('residents.saveAuthorisation', { id: crypto.randomUUID(), residentId, name: LONG, ...dates, note: 'محمد' })
  const unit = (await ask('units.list', { text: '1204' })).rows[0]!
  const file = async (page: Page) => {
    await to('/import', '.import-drop')(page)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
    await page.locator('.import-columns').waitFor()
  }
  const tile = (at: number) => async (page: Page) => {
    await page.locator('.segments[data-tiles] .segment').nth(at).click()
  }
  return [
    { name: 'people', go: to('/residents', '.grid-row') },
    {
      name: 'people, a long name',
      go: async (page) => {
        await main(page).getByRole('searchbox').fill('wolfe')
        await expect(main(page).getByRole('row')).toHaveCount(1)
      },
    },
    { name: 'units', go: to('/units', '.grid-row') },
    { name: 'a unit', go: to(`/units/${unit.id}`, '.panel-columns') },
    {
      name: 'a unit being changed',
      go: async (page) => {
        await main(page).getByRole('button', { name: 'Changer', exact: true }).click()
        await page.locator('.directory-form').waitFor()
      },
    },
    { name: 'units being added', go: to('/units/new', '.units-of-all') },
    { name: 'a move in', go: to(`/units/${unit.id}/move-in`, '.arrival') },
    { name: 'a move out', go: to(`/units/${unit.id}/move-out`, '.hanging') },
    { name: 'a person', go: to(`/residents/${residentId}`, '.resident-columns') },
    {
      name: 'a person and their home being changed',
      go: async (page) => {
        await main(page).getByRole('button', { name: 'Changer', exact: true }).click()
        await main(page).getByRole('button', { name: 'Ajouter un logement' }).click()
        await page.locator('.home-fields').waitFor()
      },
    },
    { name: 'an erasure', go: to(`/residents/${residentId}/erase`, 'h2') },
    { name: 'a new person', go: to('/residents/new', '.directory-form') },
    { name: 'to check', go: to('/residents/check', 'h2') },
    { name: 'an import', go: to('/import', '.import-drop') },
    { name: 'its columns', go: file },
    {
      name: 'its preview',
      go: async (page) => {
        await main(page).getByRole('button', { name: 'Voir l’aperçu' }).click()
        await page.locator('.import-lines .grid-row').first().waitFor()
      },
    },
    { name: 'what it leaves out', go: tile(4) },
    { name: 'who is not in it', go: tile(5) },
    { name: 'the staff', go: to('/staff', '.staff-row') },
    { name: 'backups', go: to('/backups', '.panel') },
    { name: 'the state of the desk', go: to('/health', '.panel') },
    { name: 'privacy', go: to('/privacy', '.privacy-entry') },
  ]
}

// Bug: a long name pushed a list sideways, three of four choices stood in a row that was left short.
test('at 1280x800 in French no screen of the directory is cut, overlaps or scrolls sideways', async () => {
  test.setTimeout(180_000)
  const { page } = desk
  const found: string[] = []
  for (const { name, go } of await screens()) {
    await go(page)
    found.push(...(await layoutFaults(page)).map((fault) => `${name}: ${fault}`))
  }
  expect(found).toEqual([])
})
