import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { PROJECT } from '../support/runningDesk.ts'
import { openComponents, type ComponentPage } from './page.ts'
import type { Harness } from './page/main.tsx'
import type { Memory } from './page/memory.ts'
import { uuid, type Scene } from './page/world.ts'
import { memoryWorlds } from './worlds/memory.ts'

declare const harness: Harness & Memory
let opened: ComponentPage
let page: Page
test.beforeAll(async () => {
  opened = await openComponents()
  page = opened.page
})
test.afterAll(() => opened.close())

/** A desk in memory, in English. */
const show = (scene: Scene) => memoryWorlds(opened.address).open(page, scene)

const PAYLOADS = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '"><iframe srcdoc="<script>parent.hit=1</script>">',
  'javascript:window.hit=1 [x](javascript:window.hit=1)',
  '{{constructor.constructor("window.hit=1")()}} ${window.hit=1}',
  '&lt;svg onload=window.hit=1&gt;',
]
const list = () => page.getByRole('listbox', { name: 'Conversations' })

/** A conversation with this subject, as a resident’s program could make it. */
const start = (n: number, subject: string) =>
  page.evaluate(
    ([id, messageId, residentId, text]) =>
      harness.client.start({ id, subject: text, residentIds: [residentId], message: { id: messageId, body: 'x' } }),
    [uuid(30_000 + n), uuid(31_000 + n), uuid(101), subject] as const,
  )

async function expectHarmless(): Promise<void> {
  expect(await page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined()
  await expect(page.locator('#root').locator('script, iframe, img, svg[onload]')).toHaveCount(0)
}

// Bug: a subject that a resident gave runs as part of the console.
test('script in a subject is text in the list, at the head and in what a search finds', async () => {
  await show('crowded')
  for (const [n, subject] of PAYLOADS.entries()) {
    await start(n, subject)
    const row = list().getByRole('option').first()
    await expect(row.locator('.conv-text strong')).toHaveText(subject)
    await row.click()
    await expect(page.locator('.thread-subject')).toHaveText(subject)
    await expectHarmless()
  }
  await page.getByRole('searchbox', { name: 'Search in messages' }).fill('script')
  const hits = page.getByRole('listbox', { name: 'Results' }).getByRole('option')
  await expect(hits.first().locator('.conv-excerpt')).toContainText('<script>')
  await expect(hits.first().locator('mark').first()).toHaveText(/script/i)
  await expectHarmless()
})

test('script in announcements, templates, file names and names of people is text', async () => {
  const [payload] = PAYLOADS
  await show('crowded')
  await page.evaluate(
    async ([text, ids]) => {
      await harness.client.announce({
        id: ids[0],
        subject: { fr: text, en: text },
        body: { fr: text, en: text },
        audience: { kind: 'everyone' },
      })
      await harness.client.saveTemplate({
        id: ids[1],
        shortcut: text,
        title: { fr: text, en: text },
        body: { fr: text, en: text },
      })
    },
    [payload!, [uuid(700), uuid(701)]] as const,
  )
  await page.getByRole('button', { name: 'Announcements' }).click()
  await expect(page.getByRole('region', { name: 'Announcements' })).toContainText(payload!)
  await expectHarmless()
  await page.getByRole('button', { name: 'Templates' }).click()
  await expect(page.getByRole('region', { name: 'Templates' })).toContainText(payload!)
  await expectHarmless()
  await page.getByRole('option', { name: /Colis endommagé.*A47/ }).click()
  await page.evaluate(
    ([id, text, file]) => {
      harness.server.receive(id, { kind: 'resident', id: file, name: text, unit: text }, '', {
        attachments: [{ id: file, name: text, type: 'application/pdf', bytes: 10, width: null, height: null }],
      })
      harness.server.presence(id, [{ id: file, name: text, side: 'desk', doing: 'typing' }])
    },
    [uuid(20_000), payload!, uuid(702)] as const,
  )
  await expect(page.locator('.presence')).toContainText(payload!)
  await expect(page.getByRole('log', { name: 'Messages' }).getByRole('article').last()).toContainText(payload!)
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('/')
  await expect(page.getByRole('listbox', { name: 'Templates' })).toContainText(payload!)
  await expectHarmless()
})

// Bug: a subject turns the line around, or pushes what stands beside it out of sight.
test('a subject can neither turn its row around nor make it wider', async () => {
  await show('crowded')
  await start(40, 'invoice\u202efdp.exe')
  const row = list().getByRole('option').first()
  await expect(row.locator('.conv-text strong')).toHaveText('invoicefdp.exe')
  await start(41, 'W'.repeat(120))
  await expect(row.locator('.conv-text strong')).toHaveText('W'.repeat(120))
  await row.click()
  await expect(page.locator('.thread-subject')).toHaveText('W'.repeat(120))
  expect(await tooWide()).toEqual([])
})

/** What is wider than the window, or than the part of it that it stands in. */
const tooWide = () =>
  page.evaluate(() =>
    [
      '.inbox',
      '.inbox-side',
      '.inbox-pane',
      '.thread-head',
      '.conv',
      '.composer',
      '.inbox-filters',
      '.inbox-head',
    ].flatMap((selector) =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map(() => selector),
    ),
  )

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
    expect(await tooWide(), where).toEqual([])
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
  await expect(page.locator('.msg-meta time').last()).toHaveText(/^\d{1,2} h \d{2}$/)
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

/** A PNG of one grey: little as a file, and as large as it says once it is decoded. */
function bomb(side: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.writeUInt8(1, 8)
  const dots = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 9 })
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', dots),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** How often the page decodes a picture from now on, and how many at once. */
const watchDecoding = () =>
  page.evaluate(() => {
    const kept = window as unknown as { decoded: { times: number; now: number; most: number } }
    kept.decoded = { times: 0, now: 0, most: 0 }
    const decode = window.createImageBitmap.bind(window) as (...given: unknown[]) => Promise<ImageBitmap>
    const watched = async (...given: unknown[]) => {
      kept.decoded.times++
      kept.decoded.most = Math.max(kept.decoded.most, ++kept.decoded.now)
      try {
        return await decode(...given)
      } finally {
        kept.decoded.now--
      }
    }
    window.createImageBitmap = watched
  })
const decoded = () => page.evaluate(() => (window as unknown as { decoded: { times: number; most: number } }).decoded)

// Bug: a picture of 64 KB that says it is 23 000 dots wide took 2.85 GB in the page.
test('a picture that would not fit into memory is never decoded, to be sent or to be shown', async () => {
  await show('crowded')
  await list().getByRole('option').first().click()
  await watchDecoding()
  const picture = bomb(23_000)
  expect(picture.length).toBeLessThan(100_000)
  const input = page.locator('input[type=file]')
  await input.setInputFiles([{ name: 'bombe.png', mimeType: 'image/png', buffer: picture }])
  await expect(page.locator('.composer-problems')).toContainText('bombe.png')
  expect(await decoded()).toMatchObject({ times: 0 })

  const shown = { id: uuid(32_000), name: 'bombe.exe', type: 'image/png', bytes: 10, width: 40, height: 20 } as const
  await page.evaluate(
    (bytes) => {
      harness.client.openAttachment = async () => ({
        name: 'bombe.png',
        type: 'image/png',
        bytes: Uint8Array.from(bytes),
      })
    },
    [...picture],
  )
  await page.evaluate(async (file) => {
    const { rows } = await harness.client.conversations({})
    const [row] = rows
    harness.server.receive(row!.id, { kind: 'resident', ...row!.residents[0]!, unit: null }, '', {
      attachments: [file],
    })
  }, shown)
  await expect(page.getByRole('button', { name: 'Enlarge bombe.png' })).toBeVisible()
  await expect(page.getByText('The image is not on this device yet')).toBeVisible()
  expect(await decoded()).toMatchObject({ times: 0 })
})
