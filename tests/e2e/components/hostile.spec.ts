import { crc32, deflateSync } from 'node:zlib'
import { expect, test, type Page } from '@playwright/test'
import { onMemoryPage } from './memoryPage.ts'
import type { Harness } from './page/main.tsx'
import type { Memory } from './page/memory.ts'
import { uuid } from './page/world.ts'
import { tooWide } from './tooWide.ts'

declare const harness: Harness & Memory
let page: Page
const { show } = onMemoryPage((opened) => (page = opened))

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
  expect(await tooWide(page)).toEqual([])
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
