import { test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { scan } from '../support/gun.ts'
import { expect } from '../support/runningDesk.ts'
import { sharedScreens } from '../support/sharedDesk.ts'

const desk = sharedScreens()
// Colours are read as they are in the end, not on their way there.
test.beforeAll(() => desk.page.emulateMedia({ reducedMotion: 'reduce' }))

/** The screens on which a desk and its building are set up. */
const screens: readonly { name: string; go: (page: Page) => Promise<unknown> }[] = [
  {
    name: 'the settings that are looked for',
    go: async (page) => {
      await page.keyboard.press('F7')
      await page.getByRole('searchbox', { name: 'Search the settings' }).fill('gr')
      await page.getByText('Grace period', { exact: false }).waitFor()
    },
  },
  {
    name: 'the settings, the scanner being tried',
    go: async (page) => {
      await page.keyboard.press('F7')
      await page.getByRole('button', { name: 'Try the scanner' }).click()
      await scan(page, 'AB-12/34')
      await page.locator('.try-text').waitFor()
    },
  },
  {
    name: 'the devices, a typing scanner being set up and the support file open',
    go: async (page) => {
      await page.evaluate(() => (location.hash = '#/devices'))
      await page.getByRole('button', { name: 'Set it up with one scan' }).click()
      await page.getByRole('button', { name: 'Show what is in it' }).click()
      await page.getByLabel('Content of the support file').waitFor()
    },
  },
  {
    name: 'what residents are told of their information',
    go: async (page) => {
      await page.evaluate(() => (location.hash = '#/privacy'))
      await page.getByRole('heading', { name: 'Your rights' }).waitFor()
    },
  },
  {
    name: 'the register of incidents, for somebody who does not read it',
    go: async (page) => {
      await page.evaluate(() => (location.hash = '#/incidents'))
      await page.getByRole('heading', { name: 'Confidentiality incidents' }).waitFor()
    },
  },
  {
    name: 'what a building lacks before its first day',
    go: async (page) => {
      await page.evaluate(() => (location.hash = '#/ready'))
      await page.getByRole('list', { name: 'Steps' }).waitFor()
    },
  },
]

for (const { name, go } of screens) {
  // Bug: a choice told by its colour alone, a field without a name, in one of the languages and looks.
  test(`axe finds nothing: ${name}`, async () => {
    await go(desk.page)
    await expectAccessible(desk)
  })
}

// Bug: in high contrast a button that could not be pressed had the same edge as the one that could, and was pressed in vain.
test('in high contrast a button that cannot be pressed is told by its edge', async () => {
  const { page, ask } = desk
  const { staff } = await ask('session.get', {})
  await ask('session.switch', { staffId: staff.find(({ role }) => role === 'admin')!.id })
  await page.evaluate(() => void (window.location.hash = '#/backups'))
  const edgeOf = (name: string) =>
    page
      .getByRole('button', { name })
      .evaluate((button) => getComputedStyle(button).borderTopStyle, null, { timeout: 5000 })
  for (const theme of ['contrast', 'contrast_light']) {
    await page.evaluate((look) => void (document.documentElement.dataset['theme'] = look), theme)
    expect(await edgeOf('Write the archive…')).toBe('dashed')
    expect(await edgeOf('Choose the file…')).toBe('solid')
  }
})
