import { expect, test, type Page } from '@playwright/test'
import { onMemoryPage } from './memoryPage.ts'
import type { Harness } from './page/main.tsx'
import type { Memory } from './page/memory.ts'
import { uuid } from './page/world.ts'

declare const harness: Harness & Memory
let page: Page
// High enough for all rows of the conversation in which everything happens.
const { show } = onMemoryPage((opened) => (page = opened), { width: 1280, height: 980 })

const EVERYTHING = uuid(20_000)
const composer = () => page.getByRole('textbox', { name: 'Message', exact: true })
const thread = () => page.getByRole('log', { name: 'Messages' })
const last = () => thread().getByRole('article').last()

async function openEverything(): Promise<void> {
  await show('crowded')
  await page.getByRole('option', { name: /Colis endommagé.*A47/ }).click()
  await expect(composer()).toBeVisible()
}
const resident = { kind: 'resident', id: uuid(100), name: 'Anh Nguyễn', unit: '1204' } as const
const PICTURE = { id: uuid(800), name: 'lobby.png', type: 'image/png', bytes: 10, width: 40, height: 20 } as const
const receivePicture = () =>
  page.evaluate(([id, author, file]) => harness.server.receive(id, author, '', { attachments: [file] }), [
    EVERYTHING,
    resident,
    PICTURE,
  ] as const)

// Bug: what happened to the parcel is missing, in the wrong place, or leads nowhere.
test('what happened to the parcel stands between the messages, in its place, and leads to the parcel', async () => {
  await openEverything()
  await thread().hover()
  await page.mouse.wheel(0, -5000)
  const rows = thread().locator('.thread-row')
  await expect(rows.first()).toContainText('A47 · Amazon arrived')
  await expect(rows.first()).toContainText('Nadia Beaumier')
  await expect(rows.nth(1)).toContainText('est-ce que mon colis est arrivé')
  const handedOver = rows.filter({ hasText: 'handed over to Bo Tran' })
  await expect(handedOver).toContainText('Alex Roy')
  await handedOver.getByRole('button', { name: 'A47 · Amazon' }).click()
  expect(await page.evaluate(() => harness.outside.parcels)).toEqual([uuid(900)])
})

// Bug: each row has its day, or a day begins twice.
test('each day of the thread is said once, before its first row', async () => {
  await openEverything()
  await thread().hover()
  await page.mouse.wheel(0, -5000)
  const days = thread().locator('.thread-day')
  await expect(days).toHaveCount(3)
  await expect(thread().locator('.thread-row').first().locator('.thread-day')).toHaveCount(1)
  const names = await days.allTextContents()
  expect(new Set(names).size).toBe(3)
})

// Bug: a file that is too large takes the others with it, or goes without a word.
test('a file beyond the limit is named with the reason, the others stay', async () => {
  await openEverything()
  const pdf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(bytes)])
  await page.locator('input[type=file]').setInputFiles([
    { name: 'rules.pdf', mimeType: 'application/pdf', buffer: pdf(100) },
    { name: 'plans.pdf', mimeType: 'application/pdf', buffer: pdf(10 * 1024 * 1024) },
  ])
  await expect(page.locator('.composer-problems')).toContainText('plans.pdf: The file is larger than 10 MB.')
  await expect(page.getByRole('list', { name: 'Files to send' }).getByRole('listitem')).toHaveText([/rules\.pdf/])
})

// Bug: the resident sees "is typing" while colleagues write a note about them.
test('a note tells nobody that somebody is typing', async () => {
  await openEverything()
  await page.evaluate(() => {
    const told: boolean[] = []
    Object.assign(window, { told })
    harness.client.typing = (_id, on) => void told.push(on)
  })
  const told = () => page.evaluate(() => (window as unknown as { told: boolean[] }).told)
  await page.getByRole('button', { name: 'Internal note' }).click()
  await page.getByRole('textbox', { name: 'Internal note' }).pressSequentially('abc')
  expect(await told()).not.toContain(true)
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await composer().pressSequentially('d')
  expect(await told()).toContain(true)
})

// Bug: a picture that could not be had stays away for as long as the thread is open.
test('a picture that is not here yet is drawn when the line is back', async () => {
  await openEverything()
  await page.evaluate(() => {
    harness.server.connect('offline')
    const open = harness.client.openAttachment
    harness.client.openAttachment = () => Promise.reject(Object.assign(new Error('no'), { code: 'OFFLINE' }))
    Object.assign(window, { open })
  })
  await receivePicture()
  await expect(last()).toContainText('The image is not on this device yet')
  await expect(last().locator('canvas')).toBeHidden()
  // Bug: the picture is closed without a word when it could not be saved.
  await last().getByRole('button', { name: 'Enlarge lobby.png' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('You are offline')
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 20)
    canvas.getContext('2d')!.fillRect(0, 0, 40, 20)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
    harness.client.openAttachment = async () => ({ name: 'lobby.png', type: 'image/png', bytes })
    harness.server.connect('live')
  })
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveCount(0)
  expect(await page.evaluate(() => harness.outside.saved)).toEqual(['lobby.png'])
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(last().locator('canvas')).toBeVisible()
  await expect(last()).not.toContainText('The image is not on this device yet')
})

// Bug: what nobody has taken, or what a colleague has, cannot be found.
test('the list shows what is nobody’s to answer, and what one colleague has', async () => {
  await show('crowded')
  const list = page.getByRole('listbox', { name: 'Conversations' })
  const everything = list.getByRole('option', { name: /Colis endommagé.*A47/ })
  await expect(everything).toBeVisible()
  await page.getByRole('radio', { name: /^Unassigned/ }).click()
  await expect(everything).toHaveCount(0)
  await page.getByRole('radio', { name: /^Open/ }).click()
  await page.getByRole('button', { name: 'To answer: anyone' }).click()
  await page.getByRole('menuitem', { name: 'Alex Roy' }).click()
  await expect(page.getByText('Nothing here is theirs to answer')).toBeVisible()
  await page.evaluate(([id, alex]) => harness.client.assign(id, alex), [EVERYTHING, uuid(2)] as const)
  await expect(list.getByRole('option')).toHaveCount(1)
  await expect(everything).toBeVisible()
})

// Bug: a second message is opened for a change, and the new words of the first are gone.
test('while a message is being changed no other one offers to be', async () => {
  await openEverything()
  for (const body of ['First', 'Second']) {
    await composer().fill(body)
    await composer().press('Enter')
    await expect(last()).toContainText(body)
  }
  await last().hover()
  await last().getByRole('button', { name: 'Edit this message' }).click()
  await last().getByRole('textbox').fill('Second, changed')
  await expect(thread().getByRole('button', { name: 'Edit this message' })).toHaveCount(0)
  await page
    .getByRole('option', { name: /Clé de la salle/ })
    .first()
    .click()
  await page.getByRole('option', { name: /Colis endommagé.*A47/ }).click()
  await expect(last().getByRole('textbox')).toHaveValue('Second, changed')
})

// Bug: a manager looks something up in a conversation, and the template that was half written is gone.
test('a template being written is found again, and is thrown away only after a question', async () => {
  await show('crowded')
  const form = page.getByRole('region', { name: 'New template' })
  await page.getByRole('button', { name: 'Templates' }).click()
  await page.getByRole('button', { name: 'New template' }).click()
  await expect(form.getByRole('button', { name: 'Close without sending' })).toBeVisible()
  await form.getByLabel('Shortcut').fill('fuite')
  await form.getByLabel('Text in French').fill('Fuite à')
  await page.getByRole('option').first().click()
  await expect(composer()).toBeVisible()
  await page.getByRole('button', { name: 'Templates' }).click()
  await expect(form.getByLabel('Text in French')).toHaveValue('Fuite à')
  await form.getByRole('button', { name: 'Discard…' }).click()
  await form.getByRole('button', { name: 'Keep' }).click()
  await expect(form.getByLabel('Shortcut')).toHaveValue('fuite')
  await form.getByRole('button', { name: 'Discard…' }).click()
  await form.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(form).toHaveCount(0)
  await page.getByRole('option').first().click()
  await page.getByRole('button', { name: 'Templates' }).click()
  await expect(page.getByRole('button', { name: 'New template' })).toBeVisible()
})
