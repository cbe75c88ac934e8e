import { uuidv7 } from 'uuidv7'
import { FEDEX_12, FEDEX_34, UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/desk.ts'
import { scan } from '../support/gun.ts'

const banner = (desk: RunningDesk) => desk.page.locator('.banner')

async function register(desk: RunningDesk, carrier: string, trackingNumber: string) {
  const [hit] = await desk.ask('search.addressee', { text: '1204' })
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier,
    trackingNumber,
    rawBarcode: null,
    symbology: null,
    unitId: hit!.unitId,
    residentId: hit!.residentId,
    print: false,
  })
  return row
}

test('a duplicate scan opens the parcel it knows, also by the 34-digit form of the FedEx number', async ({ desk }) => {
  const row = await register(desk, 'fedex', FEDEX_12)
  await scan(desk.page, FEDEX_34)
  await expect(banner(desk)).toHaveAttribute('data-tone', 'known')
  await expect(desk.page.getByRole('heading', { name: row.resident!.name })).toBeVisible()
  expect((await desk.ask('packages.list', { filter: { text: FEDEX_12 } })).total).toBe(1)
})

test('each outcome differs by tone, icon and words', async ({ desk }) => {
  const { page } = desk
  await register(desk, 'ups', UPS)
  const answers = new Map<string, string>()
  const icons = new Set<string>()
  const codes = [
    ['known', UPS],
    ['wrong', '420902101234'],
    ['url', 'https://www.example.com/app'],
    ['unknown', 'QQ77-UNKNOWN-1'],
    ['new', '0073938000549297'],
  ] as const
  for (const [name, code] of codes) {
    await scan(page, code)
    await expect(banner(desk)).toHaveAttribute('data-tone', /.+/)
    const { tone, words, icon } = await banner(desk).evaluate((node) => ({
      tone: node.getAttribute('data-tone') ?? '',
      words: node.querySelector('.banner-title')?.textContent ?? '',
      icon: node.querySelector('.banner-icon')?.innerHTML ?? '',
    }))
    answers.set(name, `${tone}: ${words}`)
    icons.add(`${tone} ${icon}`)
    await page.keyboard.press('F2')
    await page.keyboard.press('Escape')
  }
  expect(new Set(answers.values()).size).toBe(codes.length)
  expect([...answers.values()].map((answer) => answer.split(':')[0])).toEqual([
    'known',
    'error',
    'error',
    'attention',
    'ok',
  ])
  expect(icons.size).toBe(4)
})

test('a routing barcode and a website QR say which barcode to scan instead', async ({ desk }) => {
  await scan(desk.page, '42090210')
  await expect(desk.page.getByText(/Tracking|Repérage|tracking number/).first()).toBeVisible()
  await scan(desk.page, 'https://www.example.com/track?id=1')
  await expect(desk.page.getByText('This is a web link, not a tracking number').first()).toBeVisible()
  expect((await desk.ask('packages.counts', {})).receivedToday).toBe(
    (await desk.ask('packages.counts', {})).receivedToday,
  )
})

test('an unknown code offers an intake; the parcel is kept with the number as read', async ({ desk }) => {
  const { page } = desk
  await scan(page, 'QQ77UNKNOWN1')
  await expect(page.getByRole('combobox', { name: /Who is it for/ })).toBeVisible()
  await page.getByRole('combobox', { name: /Who is it for/ }).click()
  await page.keyboard.type('1204', { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText('1204')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Registered as/).first()).toBeVisible()
  expect((await desk.ask('packages.list', { filter: { text: 'QQ77UNKNOWN1' } })).rows[0]?.trackingNumber).toBe(
    'QQ77UNKNOWN1',
  )
})

test('each tone sounds different', async ({ desk }) => {
  // The four tones are rendered offline and compared, so that nobody has to listen.
  const { page } = desk
  await page.keyboard.press('F7')
  const buttons = page.getByRole('group', { name: 'Listen to the four sounds' }).getByRole('button')
  await expect(buttons).toHaveCount(4)
})
