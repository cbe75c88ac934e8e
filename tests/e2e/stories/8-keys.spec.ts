import { uuidv7 } from 'uuidv7'
import { amazon, CANADA_POST, UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/desk.ts'
import { scan } from '../support/gun.ts'

/** Presses keys one by one and says how many the story took; names and units that are typed are not counted. */
function counted(desk: RunningDesk, story: string, most: number) {
  let keys = 0
  return {
    press: async (...names: string[]) => {
      for (const name of names) {
        keys += 1
        await desk.page.keyboard.press(name)
        // At the pace of a person: quick keys are a gun.
        await desk.page.waitForTimeout(70)
      }
    },
    done: () => {
      process.stdout.write(`    keys of the story "${story}": ${keys} (at most ${most})\n`)
      expect(keys).toBeLessThanOrEqual(most)
    },
  }
}

const status = async (desk: RunningDesk, id: string) => (await desk.ask('packages.get', { id })).status
const typeUnit = async ({ page }: RunningDesk) => {
  await expect(page.getByRole('combobox', { name: /Who is it for/ })).toBeFocused()
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
}

test('intake: known and unknown take one key each, a pile three more than its parcels', async ({ desk }) => {
  const { page } = desk
  const known = counted(desk, 'known', 1)
  await scan(page, UPS)
  await typeUnit(desk)
  await known.press('Enter')
  await expect(page.locator('.banner')).toContainText('Registered as')
  known.done()

  const unknown = counted(desk, 'unknown', 1)
  await scan(page, CANADA_POST)
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toContainText('Canada Post')
  await unknown.press('Control+Enter')
  await expect(page.locator('.banner')).toContainText('without an addressee')
  unknown.done()

  const pile = counted(desk, 'pile of 2', 5)
  await pile.press('Shift+F2')
  for (const code of [amazon(1), amazon(2)]) await scan(page, code)
  await expect(page.getByRole('heading', { name: /2\s*scanned/ })).toBeVisible()
  await pile.press('Control+d')
  const { unassigned: before } = await desk.ask('packages.counts', {})
  for (const left of [1, 2]) {
    await typeUnit(desk)
    await pile.press('Enter')
    await expect.poll(async () => (await desk.ask('packages.counts', {})).unassigned).toBe(before - left)
  }
  await pile.press('Shift+F2')
  pile.done()
})

test('hand-over: by code 8 keys, to somebody authorised or somebody else 3', async ({ desk }) => {
  const { page } = desk
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  const living = rows.filter((hit) => !hit.former && hit.receives && hit.unitId !== null)
  const details = await Promise.all(living.map(({ residentId }) => desk.ask('residents.get', { id: residentId! })))
  const to = living[details.findIndex((one) => one.authorisations.some(({ active }) => active))]!
  const parcel = async (n: number) => {
    const { package: row } = await desk.ask('packages.register', {
      id: uuidv7(),
      carrier: 'amazon',
      trackingNumber: amazon(n),
      rawBarcode: null,
      symbology: null,
      unitId: to.unitId,
      residentId: to.residentId,
      print: false,
    })
    await scan(page, row.code)
    await expect(page.getByRole('button', { name: /^Hand over \d+ to/ })).toBeVisible()
    return row
  }

  const first = await parcel(1)
  const code = /\b(\d{6})\b/.exec((await desk.ask('packages.noticeText', { packageId: first.id })).body)![1]!
  const byCode = counted(desk, 'hand-over by code', 8)
  await byCode.press('Alt+1', ...code, 'Enter')
  await expect.poll(() => status(desk, first.id)).toBe('picked_up')
  byCode.done()

  const second = await parcel(2)
  const { collectors } = await desk.ask('handover.open', { packageId: second.id })
  const at = collectors.findIndex(({ kind }) => kind === 'authorised')
  const authorised = counted(desk, 'authorised', 3)
  await authorised.press(`Control+${at + 1}`, 'Alt+2', 'Enter')
  await expect.poll(() => status(desk, second.id)).toBe('picked_up')
  expect((await desk.ask('packages.get', { id: second.id })).handover?.collectedBy).toBe(collectors[at]!.name)
  authorised.done()

  const third = await parcel(3)
  const other = counted(desk, 'somebody else', 3)
  await other.press('Control+9')
  await page.keyboard.type('Léa Ouellet', { delay: 70 })
  await other.press('Alt+3', 'Enter')
  await expect.poll(() => status(desk, third.id)).toBe('picked_up')
  other.done()
})
