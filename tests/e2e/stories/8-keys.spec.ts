// The day's stories of the intake, with the keys that they take.
import { amazon, CANADA_POST, UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { counted, typeAddressee, typeText } from '../support/keys.ts'

const banner = ({ page }: RunningDesk) => page.locator('.banner')
const inHand = ({ page }: RunningDesk) => page.getByRole('region', { name: 'Parcel in hand' })
const unassigned = async (desk: RunningDesk) => (await desk.ask('packages.counts', {})).unassigned
const found = async (desk: RunningDesk, text: string) => (await desk.ask('packages.list', { filter: { text } })).rows

/** A label of Purolator as its 2D code spells it; a gun that types has keys for plain letters only. */
const label = (name: string, unit: string, pin: string) => {
  const plain = name
    .normalize('NFD')
    .replaceAll(/[^\p{ASCII}]/gu, '')
    .toUpperCase()
  return `V01~02|D01~20260704|R01~${plain}|R02~|R03~1288|R04~RUE DE L'ATELIER-NEUF|R05~APP ${unit}|R06~MONTREAL|R07~H3C 0Z0|S01~1|S02~${pin}|B01~1|`
}

test('known and unknown: one key each', async ({ desk }) => {
  const known = counted(desk, 'known', 1)
  await scan(desk.page, UPS)
  await typeAddressee(desk, '1204')
  await known.press('Enter')
  await expect(banner(desk)).toContainText('Registered as')
  known.done()

  const unknown = counted(desk, 'unknown', 1)
  await scan(desk.page, CANADA_POST)
  await expect(inHand(desk)).toContainText('Canada Post')
  await unknown.press('Control+Enter')
  await expect(banner(desk)).toContainText('without an addressee')
  unknown.done()
})

test('a pile of 20: three keys more than its parcels', async ({ desk }) => {
  const codes = Array.from({ length: 20 }, (_, n) => amazon(n))
  const before = await unassigned(desk)
  const pile = counted(desk, 'pile of 20', 23)
  await pile.press('Shift+F2')
  for (const code of codes) await scan(desk.page, code)
  await expect(desk.page.getByRole('heading', { name: /20\s*scanned/ })).toBeVisible()
  await expect.poll(() => unassigned(desk)).toBe(before + 20)
  await pile.press('Control+d')
  for (const [index] of codes.entries()) {
    await typeAddressee(desk, '1204')
    await pile.press('Enter')
    await expect.poll(() => unassigned(desk)).toBe(before + 19 - index)
  }
  await pile.press('Shift+F2')
  await expect(desk.page.locator('.ready')).toBeVisible()
  pile.done()
  for (const code of codes) expect((await found(desk, code))[0]?.unit?.number).toBe('1204')
})

test('a wrong addressee: undone, scanned again, given to the right one', async ({ desk }) => {
  await scan(desk.page, UPS)
  await typeAddressee(desk, '1204')
  await desk.page.keyboard.press('Enter')
  await expect(banner(desk)).toContainText('Registered as')
  const wrong = counted(desk, 'wrong addressee', 2)
  await wrong.press('F9')
  await expect.poll(async () => (await found(desk, UPS)).length).toBe(0)
  await takeUpGun(desk.page)
  await scan(desk.page, UPS)
  await typeAddressee(desk, '301')
  await wrong.press('Enter')
  await expect.poll(async () => (await found(desk, UPS)).map(({ unit }) => unit?.number)).toEqual(['301'])
  wrong.done()
})

test('a barcode that does not read: its number is typed off the label', async ({ desk }) => {
  await desk.page.keyboard.press('F3')
  const keys = counted(desk, 'no number', 5)
  await keys.press('F2', 'Control+e')
  await expect(desk.page.getByRole('combobox', { name: /Who is it for/ })).toBeFocused()
  await keys.press('Alt+5')
  await expect(desk.page.getByRole('textbox', { name: 'Tracking number' })).toBeFocused()
  await typeText(desk, UPS)
  await keys.press('Enter')
  await expect(inHand(desk)).toContainText('UPS')
  await typeAddressee(desk, '1204')
  await keys.press('Enter')
  await expect.poll(async () => (await found(desk, UPS)).map(({ unit }) => unit?.number)).toEqual(['1204'])
  keys.done()
})

// Bug: of two people with nearly the same name the first of the list was said to be sure, and Enter took them.
test('near names: the label chooses nobody, the whole name chooses the right one', async ({ desk }) => {
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  const living = rows.filter((hit) => !hit.former && hit.receives && hit.absence === null && hit.unitNumber !== null)
  const family = (name: string) => name.split(' ').at(-1)!
  const meant = living.findLast((one) =>
    living.some((other) => other.name !== one.name && family(other.name) === family(one.name)),
  )!
  const pin = '331426749957'
  const keys = counted(desk, 'near names', 2)
  await scan(desk.page, label(family(meant.name), '', pin))
  await expect(inHand(desk)).toContainText('Purolator')
  await expect(inHand(desk)).not.toContainText('Sure')
  await keys.press('Enter')
  expect(await found(desk, pin)).toEqual([])
  await typeAddressee(desk, meant.name)
  await keys.press('Enter')
  await expect.poll(async () => (await found(desk, pin)).map(({ resident }) => resident?.name)).toEqual([meant.name])
  keys.done()
})

test('absences: who is away is said before the one key; for who has left a second is asked', async ({ desk }) => {
  const { rows } = await desk.ask('residents.list', { limit: 200 })
  const away = rows.find((hit) => hit.absence !== null && !hit.former && hit.receives)!
  const gone = rows.find((hit) => hit.former && hit.unitNumber !== null)!
  const keys = counted(desk, 'absences', 3)
  await scan(desk.page, UPS)
  await typeAddressee(desk, away.name)
  await expect(inHand(desk)).toContainText('Away until')
  await keys.press('Enter')
  await expect(banner(desk)).toContainText('Away until')
  await scan(desk.page, CANADA_POST)
  await typeAddressee(desk, gone.name)
  await keys.press('Enter')
  await expect(inHand(desk).getByRole('alert').filter({ hasText: 'Is it really for them' })).toBeVisible()
  await keys.press('Shift+Enter')
  await expect(banner(desk)).toContainText('They no longer live here')
  keys.done()
})
