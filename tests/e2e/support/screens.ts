import type { Page } from '@playwright/test'
import { amazon } from './codes.ts'
import type { RunningDesk } from './runningDesk.ts'
import { register } from './faults.ts'
import { scan } from './gun.ts'
import { seeded } from '../../../src/shared/random.ts'

/** A screen in one of its states, and how to get there in any language. */
export interface Screen {
  name: string
  go: (page: Page) => Promise<unknown>
}

const PILE = 20
const uid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Fills a desk on sample data until its lists are longer than its screen; gives every screen of it. */
export async function crowd(desk: RunningDesk): Promise<readonly Screen[]> {
  const { rows: people } = await desk.ask('residents.list', { limit: 200 })
  const waits = new Set(
    (
      await desk.ask('packages.list', { filter: { statuses: ['received', 'notified', 'on_hold'] }, limit: 200 })
    ).rows.map(({ unit }) => unit?.id),
  )
  // Long names: they break a line first.
  const longest = people
    .filter((hit) => !hit.former && hit.receives && hit.unitId !== null && !waits.has(hit.unitId))
    .toSorted((a, b) => b.name.length - a.name.length)
  const random = seeded(20)
  let number = 700
  const code = () => amazon(number++ + random.int(800_000) * 100)
  const withParcels = async (at: number, count: number) => {
    const person = longest[at]!
    const rows = []
    for (let n = 0; n < count; n++) rows.push(await register(desk, code(), person.unitNumber))
    const id = rows[0]!.resident!.id
    return { id, first: rows[0]! }
  }
  const [one, seven, twenty] = [await withParcels(0, 1), await withParcels(3, 7), await withParcels(6, PILE)]
  await desk.ask('settings.setDevices', { printer: { transport: 'cups', name: 'Zebra ZD421 du comptoir' } })
  const { package: unprinted } = await desk.ask('packages.register', {
    id: uid(9),
    carrier: 'ups',
    trackingNumber: '1Z999AA10123456784',
    rawBarcode: null,
    symbology: null,
    unitId: one.first.unit!.id,
    residentId: one.id,
    // Everything that a row can say at once.
    flags: { perishable: true, oversize: true, signatureRequired: true },
    note: 'Boîte mouillée, laissée près de la porte du quai',
    print: true,
  })
  const manager = (await desk.ask('session.get', {})).staff.find(({ role }) => role === 'manager')!
  await desk.ask('session.switch', { staffId: manager.id })

  const to = (path: string, sign: string) => async (page: Page) => {
    await page.evaluate((next) => void (location.hash = `#${next}`), path)
    await page.locator(sign).first().waitFor()
  }
  const main = (page: Page) => page.getByRole('main')
  const option = (page: Page) => page.getByRole('option').first().waitFor()
  const handOver =
    ({ id }: { id: string }, ...keys: string[]) =>
    async (page: Page) => {
      await to(`/handover?residentId=${id}`, '.tick')(page)
      for (const key of keys) await page.keyboard.press(key)
    }
  const inHand = async (page: Page) => {
    await to('/intake', '.intake')(page)
    await scan(page, code())
    await main(page).getByRole('combobox').waitFor()
  }
  const conversation = (at: number) => async (page: Page) => {
    await to('/messages', '.conv')(page)
    await page.locator('.conv').nth(at).click()
    await page.getByRole('log').getByRole('article').last().waitFor()
  }
  return [
    { name: 'intake', go: to('/intake', '.counters') },
    { name: 'intake, a parcel in hand', go: inHand },
    {
      name: 'intake, further options',
      go: async (page) => {
        await inHand(page)
        await page.keyboard.press('Alt+4')
      },
    },
    {
      name: 'intake, people found',
      go: async (page) => {
        await inHand(page)
        await main(page).getByRole('combobox').fill('la')
        await option(page)
      },
    },
    {
      name: 'intake, nobody found',
      go: async (page) => {
        await inHand(page)
        await main(page).getByRole('combobox').fill('Xavier Quintal-Desrosiers')
        await main(page).getByText('Xavier Quintal-Desrosiers').first().waitFor()
      },
    },
    {
      name: 'intake, a choice of carriers',
      go: async (page) => {
        await to('/intake', '.intake')(page)
        await scan(page, '287809468872')
        await main(page).getByRole('combobox').waitFor()
      },
    },
    {
      name: 'a pile',
      go: async (page) => {
        // The parcel of the screen before is put down first.
        await page.keyboard.press('Escape')
        await to('/intake', '.counters')(page)
        await page.keyboard.press('Shift+F2')
        for (let n = 0; n < PILE; n++) await scan(page, code())
        await page
          .locator('.pile-row')
          .nth(PILE - 1)
          .waitFor()
      },
    },
    {
      name: 'a pile being identified',
      go: async (page) => {
        await page.keyboard.press('Control+d')
        await main(page).getByRole('combobox').fill('la')
        await option(page)
      },
    },
    { name: 'waiting', go: to('/waiting', '.waiting .grid-row') },
    {
      name: 'waiting, two marked',
      go: async (page) => {
        for (const at of [1, 2]) await page.locator('.grid-row .check').nth(at).click()
        await page.locator('.bulk').waitFor()
      },
    },
    {
      name: 'waiting, what has left',
      go: async (page) => {
        await to('/waiting', '.waiting .grid-row')(page)
        await main(page).getByRole('radio').nth(5).click()
        await page.locator('.grid-row .row-sub').first().waitFor()
      },
    },
    {
      name: 'waiting, nothing found',
      go: async (page) => {
        await main(page).getByRole('searchbox').last().fill('qqqq')
        await page.locator('.empty').waitFor()
      },
    },
    {
      name: 'waiting, all again',
      go: async (page) => {
        await main(page).getByRole('searchbox').last().fill('')
        await main(page).getByRole('radio').first().click()
        await page.locator('.grid-row').first().waitFor()
      },
    },
    { name: 'a parcel', go: to(`/packages/${seven.first.id}`, '.timeline') },
    { name: 'a parcel whose label failed', go: to(`/packages/${unprinted.id}`, '.timeline') },
    {
      name: 'hand-over, nobody yet',
      go: to('/handover', '.start-ways'),
    },
    {
      name: 'hand-over, people found',
      go: async (page) => {
        await main(page).getByRole('combobox').fill('la')
        await option(page)
      },
    },
    { name: 'hand-over of 1', go: handOver(one) },
    { name: 'hand-over of 7 by code', go: handOver(seven, 'Alt+1') },
    { name: 'hand-over of 20', go: handOver(twenty) },
    { name: 'hand-over with a signature to somebody else', go: handOver(seven, 'Control+9', 'Alt+4') },
    { name: 'messages', go: to('/messages', '.conv') },
    { name: 'messages, a conversation', go: conversation(0) },
    {
      name: 'messages, a template chosen',
      go: async (page) => {
        await conversation(1)(page)
        await main(page).getByRole('textbox').last().fill('/')
        await page.locator('.composer-menu').waitFor()
      },
    },
    {
      name: 'messages, found',
      go: async (page) => {
        await to('/messages', '.conv')(page)
        await main(page).getByRole('searchbox').fill('colis')
        await page.locator('.conv-hit').first().waitFor()
      },
    },
    {
      name: 'messages, a new one',
      go: async (page) => {
        await main(page).getByRole('searchbox').fill('')
        await to(`/messages/new?residentId=${seven.id}`, '.inbox-form textarea')(page)
      },
    },
    { name: 'announcements', go: to('/messages/announcements', '.inbox-form') },
    {
      name: 'an announcement',
      go: async (page) => {
        await page.locator('.inbox-form .button').first().click()
        await page.locator('.announce-texts').first().waitFor()
      },
    },
    { name: 'templates', go: to('/messages/templates', '.template-head') },
    {
      name: 'a template',
      go: async (page) => {
        await page.locator('.template-head .button').first().click()
        await page.locator('.template-words').first().waitFor()
      },
    },
    { name: 'residents', go: to('/residents', '.grid-row') },
    { name: 'a resident', go: to(`/residents/${twenty.id}`, '.resident-columns') },
    { name: 'a resident with one parcel', go: to(`/residents/${one.id}`, '.resident-columns') },
    { name: 'settings', go: to('/settings', '.queue-row') },
    { name: 'staff', go: to('/staff', '.staff-row') },
    { name: 'devices', go: to('/devices', '.panel-board .panel') },
    { name: 'what the building lacks', go: to('/ready', '.readiness-step') },
    { name: 'sending and receiving', go: to('/sync', '.empty') },
    { name: 'a place that does not exist', go: to('/nowhere', '.empty, h1') },
    {
      name: 'the help',
      go: async (page) => {
        await to('/waiting', '.grid-row')(page)
        await page.keyboard.press('F1')
        await page.getByRole('dialog').waitFor()
      },
    },
    {
      name: 'the palette',
      go: async (page) => {
        await page.keyboard.press('Escape')
        await page.keyboard.press('Control+k')
        await page.keyboard.type('la', { delay: 70 })
        await option(page)
      },
    },
  ]
}
