import { expect, test, type Page } from '@playwright/test'
import { openComponents, type ComponentPage } from './page.ts'
import type { Harness } from './page/main.tsx'
import type { Memory } from './page/memory.ts'
import { ALEX, type Scene } from './page/world.ts'
import type { World, Worlds } from './worlds/index.ts'
import { memoryWorlds } from './worlds/memory.ts'
import { portalWorlds } from './worlds/portal.ts'

// One window for all: each test begins a world of its own.
declare const harness: Harness & Memory
let opened: ComponentPage
let page: Page
test.beforeAll(async () => {
  opened = await openComponents()
  page = opened.page
})
test.afterAll(() => opened.close())

const composer = () => page.getByRole('textbox', { name: 'Message', exact: true })
const thread = () => page.getByRole('log', { name: 'Messages' })
const last = () => thread().getByRole('article').last()
const send = () => page.getByRole('button', { name: 'Send', exact: true })
const theConversation = () => page.getByRole('option', { name: /Colis endommagé.*A47/ })

const PAYLOADS = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '<svg onload=window.hit=1>',
  '"><iframe srcdoc="<script>parent.hit=1</script>">',
  '[x](javascript:window.hit=1) javascript:window.hit=1',
  'data:text/html,<script>window.hit=1</script> vbscript:msgbox(1) file:///etc/passwd',
  '{{constructor.constructor("window.hit=1")()}} ${window.hit=1}',
  '&lt;script&gt;window.hit=1&lt;/script&gt;',
]

/** The same cases on every implementation of the port: a desk in memory, and a resident on a real server. */
for (const [name, worlds] of [
  ['a desk, in memory', memoryWorlds],
  ['a resident, on supabase-js against the hub', portalWorlds],
] as const)
  test.describe(name, () => {
    let all: Worlds
    let world: World
    test.beforeAll(async () => void (all = await worlds(opened.address)))
    test.afterAll(() => all.close())

    const open = async (scene: Scene): Promise<World['place']> => {
      world = await all.open(page, scene)
      return world.place
    }
    /** The conversation in which everything happens. */
    async function openEverything(): Promise<World['place']> {
      const place = await open('crowded')
      await theConversation().click()
      await expect(composer()).toBeVisible()
      return place
    }
    const receive = (body: string) => world.receive(body)

    // Bug: a message that only draws nothing is sent, and the resident receives an empty bubble.
    test('what nobody can see cannot be sent', async () => {
      await openEverything()
      for (const blank of ['', '   \n\t ', '\u200b\u200b', '\u202e\u202c', '\u3164', '\u00a0']) {
        await composer().fill(blank)
        await expect(send()).toBeDisabled()
        await composer().press('Enter')
      }
      await expect(last()).toContainText('Une dernière question')
    })

    // Bug: a pasted page is cut at the limit without a word.
    test('10 000 characters stay whole, are counted, and are sent only once they fit', async () => {
      await openEverything()
      await composer().fill('é'.repeat(3_600))
      await expect(page.getByText('3,600 of 4,000 characters')).toBeVisible()
      await composer().fill('x'.repeat(10_000))
      await expect(page.getByText(/6,000 characters too many/)).toBeVisible()
      await expect(send()).toBeDisabled()
      await composer().press('Enter')
      await expect(composer()).toHaveValue('x'.repeat(10_000))
      await composer().fill('y'.repeat(4_000))
      await composer().press('Enter')
      await expect(last()).toContainText('y'.repeat(4_000))
    })

    // Bug: what a resident wrote runs as part of the console.
    test('script in bodies, names and subjects is text and nothing else', async () => {
      await openEverything()
      for (const body of PAYLOADS) {
        await world.receive(body, body)
        await world.rename(body)
        await expect(page.locator('.thread-subject')).toHaveText(body)
        await expect(last().locator('.msg-text')).toHaveText(body)
        await expect(last().locator('.msg-author')).toContainText(body.replaceAll(/\s+/g, ' '))
      }
      expect(await page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined()
      await expect(page.getByRole('main').locator('script, iframe, img, svg[onload]')).toHaveCount(0)
      const hrefs = await page
        .locator('main a')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol))
      for (const protocol of hrefs) expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(protocol)
    })

    // Bug: "exe.pdf" reads as a document, a name turns the line around it.
    test('direction overrides and invisible characters are not shown', async () => {
      await openEverything()
      await receive('invoice\u202efdp.exe and pay\u200bpal\u00ad.com')
      await expect(last().locator('.msg-text')).toHaveText('invoicefdp.exe and paypal.com')
    })

    // Bug: a link opens inside the console, or opens what is no page.
    test('a link goes to the program around, never by itself', async () => {
      await openEverything()
      await receive('see https://example.com/a?b=1 or write to desk@example.com or call 514-555-0134')
      const before = page.url()
      for (const name of ['https://example.com/a?b=1', 'desk@example.com', '514-555-0134']) {
        const link = last().getByRole('link', { name })
        await expect(link).toHaveAttribute('rel', /noopener/)
        await link.click()
      }
      expect(page.url()).toBe(before)
      expect(await page.evaluate(() => harness.outside.links)).toEqual([
        'https://example.com/a?b=1',
        'mailto:desk@example.com',
        'tel:5145550134',
      ])
    })

    // Bug: a template goes out with its braces.
    test('a template whose values are not known names them and is not sent before they are filled in', async () => {
      const { may } = await openEverything()
      test.skip(!may.editTemplates, 'a resident has no templates')
      await composer().pressSequentially('/col')
      await page.getByRole('listbox', { name: 'Templates' }).getByRole('option').first().waitFor()
      await composer().press('Enter')
      await expect(composer()).toHaveValue('Bonjour Anh, votre colis {parcel_number} vous attend à la réception.')
      await expect(send()).toBeDisabled()
      // The hole is selected: typing fills it.
      await page.keyboard.insertText('A47')
      await expect(composer()).toHaveValue('Bonjour Anh, votre colis A47 vous attend à la réception.')
      await composer().press('Enter')
      await expect(last()).toContainText('colis A47')
    })

    // Bug: a manager writes a template that no message can call, or that asks for what nothing fills in.
    test('a template is written in both languages, called by its shortcut, changed and removed', async () => {
      const { may } = await openEverything()
      test.skip(!may.editTemplates, 'a resident has no templates')
      await page.getByRole('button', { name: 'Templates' }).click()
      await page.getByRole('button', { name: 'New template' }).click()
      const form = page.getByRole('region', { name: 'New template' })
      await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled()
      await form.getByLabel('Shortcut').fill('/fuite')
      await form.getByLabel('Title in French').fill('Fuite')
      await form.getByLabel('Title in English').fill('Leak')
      await form.getByLabel('Text in French').fill('Fuite à l’unité')
      await form.getByRole('button', { name: 'unit', exact: true }).click()
      await expect(form.getByLabel('Text in French')).toHaveValue('Fuite à l’unité {unit}')
      await form.getByLabel('Text in English').fill('A leak in {nowhere}')
      await expect(form.getByText('“nowhere” is not one of the words below.')).toBeVisible()
      await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled()
      await form.getByLabel('Text in English').fill('A leak in unit {unit}')
      await form.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByRole('heading', { name: 'Leak' })).toBeVisible()
      await theConversation().click()
      await composer().fill('/fuite')
      await expect(page.getByRole('listbox', { name: 'Templates' }).getByRole('option')).toContainText('Fuite')
      await composer().fill('')
      await page.getByRole('button', { name: 'Templates' }).click()
      await page.getByRole('button', { name: /^Remove \/fuite/ }).click()
      await page.getByRole('button', { name: 'Remove', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Leak' })).toHaveCount(0)
    })

    // Bug: the resident moves out while somebody answers, and the answer is gone or goes nowhere.
    test('a resident removed while a draft is open leaves the text, says so, and lets it become a note', async () => {
      const { may } = await openEverything()
      test.skip(!may.note, 'only the desk keeps internal notes')
      await composer().fill('À ce soir')
      await page.evaluate((id) => harness.server.removeResident(id), world.other.id)
      await expect(page.getByText('Nobody here can receive it any more.', { exact: false })).toBeVisible()
      await expect(composer()).toHaveValue('À ce soir')
      await expect(send()).toBeDisabled()
      await page.getByRole('button', { name: 'Internal note' }).click()
      await page.getByRole('button', { name: 'Keep the note' }).click()
      await expect(last()).toHaveAttribute('data-side', 'note')
    })

    // Bug: a refused message vanishes, or its text can no longer be had.
    test('a refused message keeps its text, says why, and goes again as it is or changed', async () => {
      await openEverything()
      await world.refused(async () => {
        await composer().fill('Refused at first')
        await composer().press('Enter')
        await expect(last()).toContainText('Refused at first')
      })
      await expect(last()).toContainText('you may no longer write here')
      await expect(last()).toContainText('Refused at first')
      await last().getByRole('button', { name: 'Change and send' }).click()
      await last().getByRole('textbox').fill('Accepted now')
      await last().getByRole('button', { name: 'Send again' }).click()
      await expect(last()).toContainText('Accepted now')
      await expect(last().locator('.receipt')).toHaveText('Sent')
    })

    // Bug: a text that the client turned down is gone from the field.
    test('a text that is turned down at once comes back into the field', async () => {
      await openEverything()
      await composer().fill('Kept')
      await page.evaluate(() => {
        harness.client.send = () => Promise.reject(Object.assign(new Error('no'), { code: 'NOT_ALLOWED' }))
      })
      await composer().press('Enter')
      await expect(page.getByText('Your role does not allow this.')).toBeVisible()
      await expect(composer()).toHaveValue('Kept')
    })

    // Bug: delivery is told by hope: "sent" while there is no line.
    test('receipts say how far a message has come, and never more', async () => {
      await openEverything()
      await world.line(false)
      await expect(page.getByText('Offline: messages are kept on this device')).toBeVisible()
      await composer().fill('On its way')
      await composer().press('Enter')
      const receipt = last().locator('.receipt')
      await expect(receipt).toHaveText('Waits on this device')
      await world.line(true)
      await expect(receipt).toHaveText('Sent')
      await world.mark('delivered')
      await expect(receipt).toHaveText('Delivered')
      await world.mark('read')
      await expect(receipt).toHaveText(`Read by ${world.other.name}`)
    })

    // Bug: one scrolls back to read, a message arrives, and the lines jump away under the eyes.
    test('a message that arrives while history is read moves nothing and is counted', async () => {
      await open('long')
      await page.getByRole('option').first().click()
      await expect(thread().getByRole('article').last()).toBeVisible()
      await thread().hover()
      await page.mouse.wheel(0, -3000)
      await expect(page.getByRole('button', { name: 'To the latest' })).toBeVisible()
      // Where the scroll has come to rest, by two frames that agree.
      const place = () =>
        page.evaluate(async () => {
          const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
          const read = () => {
            const box = document.querySelector('.thread-box')!.getBoundingClientRect()
            const row = [...document.querySelectorAll('.thread-row')].find(
              (each) => each.getBoundingClientRect().top > box.top,
            )!
            return `${row.textContent} ${Math.round(row.getBoundingClientRect().top - box.top)}`
          }
          let [before, now] = ['', read()]
          while (before !== now) {
            await frame()
            await frame()
            await frame()
            ;[before, now] = [now, read()]
          }
          return now
        })
      const before = await place()
      await receive('Are you there?')
      await expect(page.getByRole('button', { name: '1 new message' })).toBeVisible()
      expect(await place()).toBe(before)
      await page.getByRole('button', { name: '1 new message' }).click()
      await expect(thread().getByText('Are you there?')).toBeVisible()
      await expect(page.getByRole('button', { name: '1 new message' })).toHaveCount(0)
    })

    // Bug: whoever looks at the end must scroll by hand to see what comes.
    test('at the end the thread follows what comes', async () => {
      await openEverything()
      for (let n = 1; n <= 12; n++) await receive(`Line ${n}`)
      await expect(last()).toContainText('Line 12')
      await expect(last()).toBeInViewport()
    })

    // Bug: who waits for an answer does not see that it is being written, or sees it for ever.
    test('the other side types, and stops: a quiet line', async () => {
      await openEverything()
      await world.presence('typing')
      await expect(page.locator('.presence')).toHaveText(`${world.other.name} is typing…`)
      await expect(page.locator('.presence[data-collision]')).toHaveCount(0)
      await world.presence(null)
      await expect(page.locator('.presence')).toHaveText('')
    })

    // Bug: two answers to one resident that say different things.
    test('a colleague who writes to the same resident is a warning', async () => {
      const { staff } = await openEverything()
      test.skip(staff.length === 0, 'a resident has no colleagues')
      await page.evaluate(
        ([id, colleague]) => harness.server.presence(id, [{ ...colleague, side: 'desk', doing: 'typing' }]),
        [world.conversationId, ALEX] as const,
      )
      await expect(page.locator('.presence[data-collision]')).toHaveText('Alex Roy is answering this resident too')
    })

    // Bug: a photograph leaves with the place where it was taken, or a program leaves as a picture.
    test('pictures are drawn anew, and what is none is refused by name', async () => {
      await openEverything()
      const picture = Buffer.from(
        await page.evaluate(async () => {
          const canvas = new OffscreenCanvas(3000, 1500)
          const context = canvas.getContext('2d')!
          context.fillStyle = '#0a5468'
          context.fillRect(0, 0, 3000, 1500)
          const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
          // An EXIF segment after the start of the image, as a camera writes it.
          const exif = new TextEncoder().encode('Exif\0\0GPS-45.5,-73.6')
          const head = [0xff, 0xe1, 0, exif.length + 2]
          return [...jpeg.slice(0, 2), ...head, ...exif, ...jpeg.slice(2)]
        }),
      )
      expect(picture.includes('GPS-45.5')).toBe(true)
      const input = page.locator('input[type=file]')
      await input.setInputFiles([
        { name: 'lobby.jpg', mimeType: 'image/jpeg', buffer: picture },
        { name: 'program.png', mimeType: 'image/png', buffer: Buffer.from('MZ this is no picture') },
        { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a bill') },
        { name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>no PDF</html>') },
      ])
      const files = page.getByRole('list', { name: 'Files to send' })
      await expect(files.getByRole('listitem')).toHaveCount(2)
      await expect(page.locator('.composer-problems')).toContainText('page.pdf')
      await send().click()
      await expect(last().getByRole('button', { name: 'Enlarge lobby.jpg' })).toBeVisible()
      const sent = await page.evaluate(async (conversationId) => {
        const { items } = await harness.client.thread({ conversationId, offset: -1 })
        const [file] = items[0]!.kind === 'message' ? items[0]!.attachments : []
        const { bytes } = await harness.client.openAttachment(file!.id)
        return { width: file!.width, height: file!.height, bytes: [...bytes] }
      }, world.conversationId)
      expect(sent).toMatchObject({ width: 2048, height: 1024 })
      expect(Buffer.from(sent.bytes).includes('GPS')).toBe(false)
    })

    // Bug: pasted HTML brings its tags, or runs.
    test('a clipboard with nothing but HTML becomes its words', async () => {
      await openEverything()
      await composer().focus()
      await composer().evaluate((field) => {
        const data = new DataTransfer()
        data.setData('text/html', '<p>One <b onclick="x()">two</b></p><script>window.hit=1</script><p>three</p>')
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      })
      await expect(composer()).toHaveValue('One two\nthree')
    })

    // Bug: what was half written is gone after a look at another conversation.
    test('each conversation keeps its own draft', async () => {
      await openEverything()
      await composer().fill('Half of it')
      await page.getByRole('option').first().click()
      await expect(composer()).toHaveValue('')
      await theConversation().click()
      await expect(composer()).toHaveValue('Half of it')
    })

    // Bug: Enter sends what was meant to go on, for the person who chose otherwise.
    test('Enter or Ctrl+Enter sends, as the person chose', async () => {
      await openEverything()
      await page.getByRole('button', { name: 'Enter sends' }).click()
      await composer().fill('one')
      await composer().press('Enter')
      await expect(composer()).toHaveValue('one\n')
      await composer().press('Control+Enter')
      await expect(composer()).toHaveValue('')
      await expect(last()).toContainText('one')
    })
  })
