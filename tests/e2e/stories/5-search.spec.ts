import type { Page } from '@playwright/test'
import { sampleWords } from '../../support/sampleWords.ts'
import { UPS } from '../support/codes.ts'
import { expect, test, type RunningDesk } from '../support/runningDesk.ts'
import { scan } from '../support/gun.ts'

/**
 * Types words into the field that has the focus, letter by letter, as fast as the window draws; stops when a screen fails. A
 * beginning that several words share is typed once.
 */
const typeWords = (page: Page, words: readonly string[]): Promise<string | null> =>
  page.evaluate(async (all) => {
    const field = document.activeElement as HTMLInputElement
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
    const frame = () => new Promise(requestAnimationFrame)
    const typed = new Set<string>()
    for (const word of all)
      for (let end = 1; end <= word.length; end++) {
        if (!field.isConnected) return `the field is gone at “${word.slice(0, end)}”`
        if (typed.has(word.slice(0, end))) continue
        typed.add(word.slice(0, end))
        write.call(field, word.slice(0, end))
        field.dispatchEvent(new InputEvent('input', { bubbles: true, data: word[end - 1]!, inputType: 'insertText' }))
        // One frame for the letter, one for its answer.
        await frame()
        await frame()
        const failed = document.querySelector('.part-failed, .screen-failed')
        if (failed) return `${failed.textContent} at “${word.slice(0, end)}”`
      }
    return null
  }, words)

const FIELDS: readonly [name: string, open: (desk: RunningDesk) => Promise<unknown>, slice: number][] = [
  ['the palette', ({ page }) => page.keyboard.press('Control+k'), 160],
  ['the intake', ({ page }) => scan(page, UPS), 40],
  [
    'waiting',
    async ({ page }) => {
      await page.keyboard.press('F3')
      await page.locator('main').getByRole('searchbox').first().focus()
    },
    40,
  ],
  ['the hand-over', ({ page }) => page.keyboard.press('F4'), 40],
  [
    'the messages',
    async ({ page }) => {
      await page.keyboard.press('F5')
      await page.locator('main').getByRole('searchbox').first().focus()
    },
    60,
  ],
  ['a new conversation', ({ page }) => page.keyboard.press('Shift+F5'), 30],
  ['the residents', ({ page }) => page.keyboard.press('F6'), 40],
]

for (const [at, [name, open, slice]] of FIELDS.entries())
  test(`no word of the building ends the search of ${name}`, async ({ desk }) => {
    // Bug: “parking”, “demain” or “note” in the palette ended the whole console.
    const { page } = desk
    await open(desk)
    await expect(page.locator('input:focus')).toBeVisible()
    const words = await sampleWords(desk, 1000)
    // Each field its own part of the words, and those that once failed.
    const mine = [...words.slice(0, 12), ...words.filter((_, n) => n % FIELDS.length === at).slice(0, slice)]
    expect(await typeWords(page, mine)).toBeNull()
    await expect(page.locator('.rail')).toBeVisible()
  })

/** What main answers to a route becomes something that no screen expects. */
const spoil = ({ app }: RunningDesk, route: string) =>
  app.evaluate(({ ipcMain }, spoilt) => {
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (...args: unknown[]) => unknown>
    const real = handlers.get('desk:request')!
    handlers.set('desk:request', (event, name, input) =>
      name === spoilt
        ? { ok: true, data: { people: 1, packages: 1, rows: 1, total: 1, events: 1 } }
        : real(event, name, input),
    )
  }, route)

test('a screen that fails keeps rail, banner and scanning, and says the way out', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F3')
  await expect(page.getByRole('grid', { name: 'Parcels' })).toBeFocused()
  await spoil(desk, 'packages.get')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'This screen stopped working' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reopen it' })).toBeVisible()
  await expect(page.locator('.rail')).toBeVisible()
  await scan(page, UPS)
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toBeVisible()
  await expect(page.locator('.banner')).toContainText('New parcel')
})

test('a palette that fails leaves the screen as it is, and opens again', async ({ desk }) => {
  const { page } = desk
  await page.keyboard.press('F3')
  await spoil(desk, 'search.all')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tr', { delay: 70 })
  await expect(page.locator('.part-failed')).toContainText('This part stopped working')
  await expect(page.getByRole('grid', { name: 'Parcels' })).toBeVisible()
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(page.locator('.part-failed')).toHaveCount(0)
  await page.keyboard.press('F6')
  await expect(page.getByRole('grid', { name: 'Residents' })).toBeVisible()
})

test('Enter takes a person before a command of such a name, and what the arrows chose before both', async ({
  desk,
}) => {
  // Bug: the first letter listed commands alone; the mark stayed on one when people came above it, and Enter ran it.
  const { page, ask } = desk
  const { staff } = await ask('session.get', {})
  await ask('session.switch', { staffId: staff.find(({ role }) => role === 'manager')!.id })
  const unit = (await ask('units.list', { limit: 1 })).rows[0]!
  for (const [at, familyName] of ['Themerson', 'Themis'].entries())
    await ask('moves.in', {
      unitId: unit.id,
      from: '2026-01-01',
      people: [
        {
          homeId: `0198f000-0000-7000-8000-00000000000${at}`,
          residentId: `0198f000-0000-7000-8000-00000000001${at}`,
          isNew: true,
          givenName: '',
          familyName,
          language: 'en',
          kind: 'tenant',
          receives: true,
        },
      ],
      leaving: null,
    })
  const marked = page.locator('.command .option[data-focused]')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('them', { delay: 120 })
  await expect(page.getByRole('option', { name: /Themerson/ })).toBeVisible()
  await expect(marked).toContainText('Themerson')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Themerson' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('them', { delay: 120 })
  await expect(marked).toContainText('Themerson')
  await page.keyboard.press('ArrowDown')
  await expect(marked).toContainText('Themis')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Themis' })).toBeVisible()
})
