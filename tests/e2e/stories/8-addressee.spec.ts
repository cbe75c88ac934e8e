import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { pairedAs, scannerBench, VOYAGER } from '../support/scanners.ts'
import { launch, removeDir, tempDir } from '../support/runningDesk.ts'
import { scan } from '../support/gun.ts'

/** Longer than what a scanner sends is thrown away after it was opened. */
const DRAINED_MS = 300
const PIN = '331426749957'

async function somebody({ ask }: RunningDesk) {
  const { rows } = await ask('residents.list', { limit: 200 })
  return rows.find(
    (one) => !one.former && one.absence === null && rows.filter(({ name }) => name === one.name).length === 1,
  )!
}

const label = (name: string, unit: string) =>
  `V01~02|D01~20260704|R01~${name.toUpperCase()}|R02~|R03~1288|R04~RUE DE L'ATELIER-NEUF|R05~APP ${unit}|R06~MONTREAL|R07~H3C 0Z0|S01~1|S02~${PIN}|B01~1|`

test('the 2D code of a label says whom the parcel is for, and Enter registers it for them', async () => {
  const bench = await scannerBench()
  const dataDir = tempDir()
  const desk = await launch({ dataDir, env: bench.env })
  try {
    const { page, ask } = desk
    await ask('settings.set', { language: 'en', theme: 'light', soundVolume: 0 })
    await ask('settings.setDevices', { scanners: [pairedAs(VOYAGER, 'A')] })
    await bench.started(1)
    bench.plug(VOYAGER)
    await expect.poll(async () => (await ask('scanners.status', {})).devices.length).toBe(1)
    const person = await somebody(desk)
    // What a scanner sends as it is opened is old: this came after it, by its own stamp.
    bench.scan(VOYAGER.id, label(person.name, person.unitNumber!), { aim: ']L2', at: Date.now() + DRAINED_MS })
    const hand = page.getByRole('region', { name: 'Parcel in hand' })
    await expect(hand).toContainText('Purolator')
    await expect(hand).toContainText('Sure')
    await expect(hand).toContainText(person.name)
    await page.screenshot({ path: 'test-results/shots/addressee.png' })
    await page.keyboard.press('Enter')
    await expect(page.locator('.banner')).toContainText(person.unitNumber!)
    const { rows } = await ask('packages.list', { filter: { text: PIN }, limit: 10 })
    expect(rows[0]?.resident?.name).toBe(person.name)
  } finally {
    await desk.app.close()
    removeDir(dataDir)
    bench.close()
  }
})

test('the linear code first, then the 2D one of the same label: the addressee is added to the parcel in hand', async ({
  desk,
}) => {
  const { page } = desk
  const person = await somebody(desk)
  await scan(page, PIN)
  const hand = page.getByRole('region', { name: 'Parcel in hand' })
  await expect(hand).toContainText('Purolator')
  await expect(hand).not.toContainText('On the label')
  // A typing scanner has keys for plain letters only.
  const plain = person.name.normalize('NFD').replaceAll(/\p{M}/gu, '')
  await scan(page, label(plain, person.unitNumber!))
  await expect(hand).toContainText('Sure')
  await expect(hand.getByRole('button', { name: 'Register for them' })).toBeVisible()
})
