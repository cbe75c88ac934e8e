import type { Page } from '@playwright/test'
import { UPS } from '../support/codes.ts'
import { expect, launch, removeDir, tempDir, test, type RunningDesk } from '../support/runningDesk.ts'
import { presetSettings } from '../support/faults.ts'
import { scan, takeUpGun } from '../support/gun.ts'

const list = (page: Page) => page.getByRole('listbox', { name: 'Conversations' })
const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
const thread = (page: Page) => page.getByRole('log', { name: 'Messages' })

/** Opens the messages and the first conversation with somebody unread in it. */
async function openFirst(page: Page): Promise<void> {
  await page.keyboard.press('F5')
  await list(page).getByRole('option').first().click()
  await expect(composer(page)).toBeFocused()
}

test('an answer written without a line stands in the thread at once and says that it waits', async ({ desk }) => {
  const { page } = desk
  await openFirst(page)
  await composer(page).fill('On vous le garde.\nÀ ce soir')
  await page.keyboard.press('Enter')
  const row = thread(page).getByRole('article').last()
  await expect(row).toContainText('On vous le garde.')
  await expect(row).toContainText('Waits on this device')
  await expect(composer(page)).toHaveValue('')
  // In the list too, with the words of the moment.
  await expect(list(page).getByRole('option').first()).toContainText('You: On vous le garde.')
})

test('a message is changed where it stands, and taken back with a question in between', async ({ desk }) => {
  const { page } = desk
  await openFirst(page)
  await composer(page).fill('The parcel is on shelf E21')
  await page.keyboard.press('Enter')
  const row = thread(page).getByRole('article').last()
  await row.hover()
  await row.getByRole('button', { name: 'Edit this message' }).click()
  await row.getByRole('textbox').fill('The parcel is on shelf E12')
  await page.keyboard.press('Enter')
  await expect(row).toContainText('E12')
  await expect(row.getByRole('textbox')).toHaveCount(0)
  await row.hover()
  await row.getByRole('button', { name: 'Remove this message' }).click()
  await row.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(row).toContainText('Message removed')
  await expect(row).not.toContainText('E12')
})

test('an internal note is plainly another thing than a message, and no resident is told of it', async ({ desk }) => {
  const { page } = desk
  await openFirst(page)
  await page.getByRole('button', { name: 'Internal note' }).click()
  const note = page.getByRole('textbox', { name: 'Internal note' })
  await note.fill('Second complaint this month')
  await page.getByRole('button', { name: 'Keep the note' }).click()
  const row = thread(page).getByRole('article').last()
  await expect(row).toHaveAttribute('data-side', 'note')
  await expect(row).toContainText('Internal note')
  await expect(row).toContainText('Second complaint this month')
})

test('a template is called with a slash; what it cannot fill in is named and keeps it from being sent', async ({
  desk,
}) => {
  const { page } = desk
  await page.keyboard.press('F5')
  // About no parcel: there is no pickup code to fill in.
  await list(page)
    .getByRole('option', { name: /Water leak/ })
    .click()
  await expect(composer(page)).toBeFocused()
  await composer(page).pressSequentially('/autor', { delay: 70 })
  await page.getByRole('listbox', { name: 'Templates' }).getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  // One name in the text, in the note and after F8, also for a draft that was kept.
  await expect(composer(page)).toHaveValue(/give them the code \{pickup code\}/)
  await expect(page.getByText('Still to fill in:')).toBeVisible()
  await expect(page.getByRole('button', { name: '{pickup code}', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await takeUpGun(page)
  await page.keyboard.press('F8')
  await page.getByRole('button', { name: '{code de retrait}', exact: true }).waitFor()
  const field = page.locator('.composer-text')
  await expect(field).toHaveValue(/give them the code \{code de retrait\}/)
  await page.keyboard.press('F8')
  await expect(composer(page)).toHaveValue(/give them the code \{pickup code\}/)
  await composer(page).fill('')
  await composer(page).pressSequentially('/merci', { delay: 70 })
  await page.getByRole('listbox', { name: 'Templates' }).getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  const { actor, building } = await desk.ask('session.get', {})
  await expect(composer(page)).toHaveValue(new RegExp(`${actor.name}, front desk of ${building.name}`))
  await page.keyboard.press('Enter')
  await expect(thread(page).getByRole('article').last()).toContainText('Thank you for letting us know.')
})

test('drafts, read marks and the number of unread outlive a restart exactly', async () => {
  const dataDir = tempDir()
  presetSettings(dataDir)
  let desk: RunningDesk = await launch({ dataDir })
  try {
    await openFirst(desk.page)
    await expect.poll(async () => (await desk.ask('messages.counts', {})).unread).toBeGreaterThanOrEqual(0)
    await composer(desk.page).fill('Half a sentence that')
    const id = desk.page.url().split('/').at(-1)!
    await expect
      .poll(async () => (await desk.ask('messages.draft', { conversationId: id })).draft?.body)
      .toBe('Half a sentence that')
    await expect.poll(async () => (await desk.ask('messages.conversation', { id })).unread).toBe(0)
    const { unread } = await desk.ask('messages.counts', {})
    await desk.app.close()
    desk = await launch({ dataDir })
    expect((await desk.ask('messages.counts', {})).unread).toBe(unread)
    const badge = desk.page.getByRole('button', { name: /^Messages/ }).locator('.rail-count[data-news]')
    if (unread > 0) await expect(badge).toContainText(String(unread))
    else await expect(badge).toHaveCount(0)
    await desk.page.evaluate((to) => (location.hash = `#/messages/${to}`), id)
    await expect(composer(desk.page)).toHaveValue('Half a sentence that')
  } finally {
    await desk.app.close()
    removeDir(dataDir)
  }
})

test('a code scanned while somebody writes does its work and leaves the text as it was', async ({ desk }) => {
  const { page } = desk
  await openFirst(page)
  await composer(page).pressSequentially('Votre colis', { delay: 70 })
  // The gun is picked up after the last word, not within it: by then the draft has been kept.
  const id = page.url().split('/').at(-1)!
  await expect
    .poll(async () => (await desk.ask('messages.draft', { conversationId: id })).draft?.body)
    .toBe('Votre colis')
  await scan(page, UPS)
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toBeVisible()
  await page.evaluate((to) => (location.hash = `#/messages/${to}`), id)
  await expect(composer(page)).toHaveValue('Votre colis')
})

test('a conversation begins from a resident, and is found from the palette', async ({ desk }) => {
  const { page } = desk
  const [hit] = await desk.ask('search.addressee', { text: '1204' })
  await page.evaluate((id) => (location.hash = `#/residents/${id}`), hit!.residentId)
  await page.getByRole('button', { name: 'Write to them' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('The quincaillerie has delivered your zugzwang')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(thread(page)).toContainText('zugzwang')
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zugzw', { delay: 70 })
  await page.getByRole('option', { name: /zugzwang/ }).click()
  await expect(thread(page)).toContainText('zugzwang')
})

test('what was written about a parcel is read and answered on its page', async ({ desk }) => {
  const { page } = desk
  const { rows } = await desk.ask('messages.conversations', { limit: 200 })
  const about = rows.find(({ parcel }) => parcel !== null)!
  await page.evaluate((id) => (location.hash = `#/packages/${id}`), about.parcel!.id)
  await page.getByRole('button', { name: 'Answer here' }).first().click()
  await composer(page).fill('Answered from the parcel')
  await page.keyboard.press('Enter')
  await expect(thread(page).getByRole('article').last()).toContainText('Answered from the parcel')
})

// Bug: a scan in between put the caret at the start, so that the answer was sent as "I come back.Hello, ".
test('an answer that a scan interrupted is gone on with where it ended', async ({ desk }) => {
  const { page } = desk
  await openFirst(page)
  await composer(page).pressSequentially('Hello, ', { delay: 70 })
  await takeUpGun(page)
  await scan(page, UPS)
  await expect(page.getByRole('region', { name: 'Parcel in hand' })).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(composer(page)).toBeFocused()
  await page.keyboard.type('I come back.', { delay: 70 })
  await expect(composer(page)).toHaveValue('Hello, I come back.')
})
