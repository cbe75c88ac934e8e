import { expect, test } from '@playwright/test'
import type { Harness } from './page/main.tsx'
import type { Memory } from './page/memory.ts'
import { ALEX } from './page/world.ts'
import { onEveryWorld } from './everyWorld.ts'

// One window for all: each test begins a world of its own.
declare const harness: Harness & Memory

onEveryWorld(({ the, open, openEverything, receive, composer, thread, last, send, theConversation }) => {
  // Bug: delivery is told by hope: "sent" while there is no line.
  test('receipts say how far a message has come, and never more', async () => {
    await openEverything()
    await the.world.line(false)
    await expect(the.page.getByText('Offline: messages are kept on this device')).toBeVisible()
    await composer().fill('On its way')
    await composer().press('Enter')
    const receipt = last().locator('.receipt')
    await expect(receipt).toHaveText('Waits on this device')
    await the.world.line(true)
    await expect(receipt).toHaveText('Sent')
    await the.world.mark('delivered')
    await expect(receipt).toHaveText('Delivered')
    await the.world.mark('read')
    await expect(receipt).toHaveText(`Read by ${the.world.other.name}`)
  })

  // Bug: one scrolls back to read, a message arrives, and the lines jump away under the eyes.
  test('a message that arrives while history is read moves nothing and is counted', async () => {
    await open('long')
    await the.page.getByRole('option').first().click()
    await expect(thread().getByRole('article').last()).toBeVisible()
    await thread().hover()
    await the.page.mouse.wheel(0, -3000)
    await expect(the.page.getByRole('button', { name: 'To the latest' })).toBeVisible()
    // Where the scroll has come to rest, by two frames that agree.
    const place = () =>
      the.page.evaluate(async () => {
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
    await expect(the.page.getByRole('button', { name: '1 new message' })).toBeVisible()
    expect(await place()).toBe(before)
    await the.page.getByRole('button', { name: '1 new message' }).click()
    await expect(thread().getByText('Are you there?')).toBeVisible()
    await expect(the.page.getByRole('button', { name: '1 new message' })).toHaveCount(0)
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
    await the.world.presence('typing')
    await expect(the.page.locator('.presence')).toHaveText(`${the.world.other.name} is typing…`)
    await expect(the.page.locator('.presence[data-collision]')).toHaveCount(0)
    await the.world.presence(null)
    await expect(the.page.locator('.presence')).toHaveText('')
  })

  // Bug: two answers to one resident that say different things.
  test('a colleague who writes to the same resident is a warning', async () => {
    const { staff } = await openEverything()
    test.skip(staff.length === 0, 'a resident has no colleagues')
    await the.page.evaluate(
      ([id, colleague]) => harness.server.presence(id, [{ ...colleague, side: 'desk', doing: 'typing' }]),
      [the.world.conversationId, ALEX] as const,
    )
    await expect(the.page.locator('.presence[data-collision]')).toHaveText('Alex Roy is answering this resident too')
  })

  // Bug: a photograph leaves with the place where it was taken, or a program leaves as a picture.
  test('pictures are drawn anew, and what is none is refused by name', async () => {
    await openEverything()
    const picture = Buffer.from(
      await the.page.evaluate(async () => {
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
    const input = the.page.locator('input[type=file]')
    await input.setInputFiles([
      { name: 'lobby.jpg', mimeType: 'image/jpeg', buffer: picture },
      { name: 'program.png', mimeType: 'image/png', buffer: Buffer.from('MZ this is no picture') },
      { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a bill') },
      { name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>no PDF</html>') },
    ])
    const files = the.page.getByRole('list', { name: 'Files to send' })
    await expect(files.getByRole('listitem')).toHaveCount(2)
    await expect(the.page.locator('.composer-problems')).toContainText('page.pdf')
    await send().click()
    await expect(last().getByRole('button', { name: 'Enlarge lobby.jpg' })).toBeVisible()
    const sent = await the.page.evaluate(async (conversationId) => {
      const { items } = await harness.client.thread({ conversationId, offset: -1 })
      const [file] = items[0]!.kind === 'message' ? items[0]!.attachments : []
      const { bytes } = await harness.client.openAttachment(file!.id)
      return { width: file!.width, height: file!.height, bytes: [...bytes] }
    }, the.world.conversationId)
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
    await the.page.getByRole('option').first().click()
    await expect(composer()).toHaveValue('')
    await theConversation().click()
    await expect(composer()).toHaveValue('Half of it')
  })

  // Bug: Enter sends what was meant to go on, for the person who chose otherwise.
  test('Enter or Ctrl+Enter sends, as the person chose', async () => {
    await openEverything()
    await the.page.getByRole('button', { name: 'Enter sends' }).click()
    await composer().fill('one')
    await composer().press('Enter')
    await expect(composer()).toHaveValue('one\n')
    await composer().press('Control+Enter')
    await expect(composer()).toHaveValue('')
    await expect(last()).toContainText('one')
  })
})
