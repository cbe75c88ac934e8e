import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { PROJECT } from '../support/runningDesk.ts'
import { onMemoryPage } from './memoryPage.ts'
import type { Harness } from './page/main.tsx'
import type { Memory } from './page/memory.ts'
import { tooWide } from './tooWide.ts'

declare const harness: Harness & Memory
let page: Page
const { show } = onMemoryPage((opened) => (page = opened))

/** Texts that read otherwise in French, as the catalogues have them: what holds a value, or is written alike, tells nothing. */
function englishOnly(): Set<string> {
  const catalogue = ['src/ui', 'src/messaging', 'src/renderer/window/i18n']
    .map((room) => readFileSync(join(PROJECT, room, 'locales/fr.po'), 'utf8'))
    .join('\n')
  const found = new Set<string>()
  const french = new Set<string>()
  for (const [, english, translated] of catalogue.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)) {
    french.add(translated!)
    if (english !== translated && !/[{}<]/.test(english!)) found.add(english!.replaceAll('\\"', '"'))
  }
  return new Set([...found].filter((text) => !french.has(text)))
}

/** Everything that is shown or read aloud. */
const shown = () =>
  page.evaluate(() => {
    const texts: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode())
      if (!node.parentElement?.closest('[translate=no], script, style')) texts.push((node.textContent ?? '').trim())
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
    return texts.filter((text) => text !== '')
  })

// Bug: a part of the screens was never translated, or keeps the language in which it was first drawn.
test('in French every screen of messages is French, whole, and changes while it is open', async () => {
  const english = englishOnly()
  expect(english.size).toBeGreaterThan(500)
  const expectFrench = async (where: string) => {
    const texts = await shown()
    expect(texts.length, where).toBeGreaterThan(5)
    expect(
      texts.filter((text) => english.has(text)),
      where,
    ).toEqual([])
    expect(await tooWide(page), where).toEqual([])
  }
  await show('empty')
  // Opened in English: what is on the screen changes with the language.
  await page.evaluate(() => harness.speak('fr'))
  await expect(page.getByRole('heading', { name: 'Messages' })).toBeVisible()
  for (const name of ['Non lues', 'Les miennes', 'À attribuer', 'Reportées', 'Closes', 'Toutes']) {
    await page.getByRole('radio', { name: new RegExp(`^${name}`) }).click()
    await expectFrench(name)
  }

  await show('crowded')
  await page.evaluate(() => harness.speak('fr'))
  await page.getByRole('option', { name: /Colis endommagé.*A47/ }).click()
  const composer = page.getByRole('textbox', { name: 'Message', exact: true })
  await expect(composer).toBeVisible()
  await expectFrench('thread')
  await expect(page.locator('.msg-meta time').last()).toHaveText(/^\d{1,2}\u00a0h\u00a0\d{2}$/)
  await composer.fill('x'.repeat(4_200))
  await expectFrench('too long')
  await expect(page.getByText('200 caractères de trop', { exact: false })).toBeVisible()
  await composer.fill('/')
  await expectFrench('templates in the composer')
  await composer.fill('Reçu')
  await composer.press('Enter')
  const last = page.getByRole('log').getByRole('article').last()
  await expect(last).toContainText('Reçu')
  await last.hover()
  await expectFrench('acts of a message')
  await last.getByRole('button').first().click()
  await expectFrench('a change')
  await page.keyboard.press('Escape')
  await last.hover()
  await last.getByRole('button').nth(1).click()
  await expectFrench('taking back')
  await page.evaluate(() => harness.server.refuseNext('gone'))
  await composer.fill('Refusé')
  await composer.press('Enter')
  await expect(last).toContainText('Refusé')
  await page.evaluate(() => {
    harness.server.connect('offline')
    harness.server.removeResident('00000000-0000-7000-8000-000000000064')
  })
  await expect(page.locator('.thread-line')).toBeVisible()
  await expectFrench('refused, without a line, moved out')
  await page.evaluate(() => harness.server.connect('live'))
  for (const button of await page.locator('.thread-acts button').all()) {
    await button.click()
    await expectFrench('menus of the head')
    await page.keyboard.press('Escape')
  }

  await page.getByRole('button', { name: 'Annonces' }).click()
  await expectFrench('announcements')
  await page.getByRole('button', { name: 'Nouvelle annonce' }).click()
  await page.getByText('Un étage').click()
  await expectFrench('a new announcement')
  await page.getByRole('button', { name: 'Modèles' }).click()
  await expectFrench('templates')
  await page.getByRole('button', { name: 'Nouveau modèle' }).click()
  await expectFrench('a new template')
  await page.getByRole('button', { name: /^Nouvelle?$/ }).click()
  await expectFrench('a new conversation')
  await page.getByRole('searchbox').fill('introuvable')
  await expectFrench('nothing found')
})
