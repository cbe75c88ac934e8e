import { expect, test } from '@playwright/test'
import type { Harness } from './page/main.tsx'
import type { Memory } from './page/memory.ts'
import { onEveryWorld } from './everyWorld.ts'

// One window for all: each test begins a world of its own.
declare const harness: Harness & Memory

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

onEveryWorld(({ the, openEverything, receive, composer, last, send, theConversation }) => {
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
    await expect(the.page.getByText('3,600 of 4,000 characters')).toBeVisible()
    await composer().fill('x'.repeat(10_000))
    await expect(the.page.getByText(/6,000 characters too many/)).toBeVisible()
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
      await the.world.receive(body, body)
      await the.world.rename(body)
      await expect(the.page.locator('.thread-subject')).toHaveText(body)
      await expect(last().locator('.msg-text')).toHaveText(body)
      await expect(last().locator('.msg-author')).toContainText(body.replaceAll(/\s+/g, ' '))
    }
    expect(await the.page.evaluate(() => (window as { hit?: number }).hit)).toBeUndefined()
    await expect(the.page.getByRole('main').locator('script, iframe, img, svg[onload]')).toHaveCount(0)
    const hrefs = await the.page
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

  // Bug: a link opens inside the console, or opens what is no the.page.
  test('a link goes to the program around, never by itself', async () => {
    await openEverything()
    await receive('see https://example.com/a?b=1 or write to desk@example.com or call 514-555-0134')
    const before = the.page.url()
    for (const name of ['https://example.com/a?b=1', 'desk@example.com', '514-555-0134']) {
      const link = last().getByRole('link', { name })
      await expect(link).toHaveAttribute('rel', /noopener/)
      await link.click()
    }
    expect(the.page.url()).toBe(before)
    expect(await the.page.evaluate(() => harness.outside.links)).toEqual([
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
    await the.page.getByRole('listbox', { name: 'Templates' }).getByRole('option').first().waitFor()
    await composer().press('Enter')
    await expect(composer()).toHaveValue('Bonjour Anh, votre colis {parcel number} vous attend à la réception.')
    await expect(send()).toBeDisabled()
    // The hole is selected: typing fills it.
    await the.page.keyboard.insertText('A47')
    await expect(composer()).toHaveValue('Bonjour Anh, votre colis A47 vous attend à la réception.')
    await composer().press('Enter')
    await expect(last()).toContainText('colis A47')
  })

  // Bug: a resident who writes a word in braces cannot send it, though nobody fills theirs in.
  test('what a resident writes in braces is words', async () => {
    const { may } = await openEverything()
    test.skip(may.editTemplates, 'at a desk it is a variable')
    await composer().fill('Code {unit} ?')
    await composer().press('Enter')
    await expect(last()).toContainText('Code {unit} ?')
  })

  // Bug: a manager writes a template that no message can call, or that asks for what nothing fills in.
  test('a template is written in both languages, called by its shortcut, changed and removed', async () => {
    const { may } = await openEverything()
    test.skip(!may.editTemplates, 'a resident has no templates')
    await the.page.getByRole('button', { name: 'Templates' }).click()
    await the.page.getByRole('button', { name: 'New template' }).click()
    const form = the.page.getByRole('region', { name: 'New template' })
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
    await expect(the.page.getByRole('heading', { name: 'Leak' })).toBeVisible()
    await theConversation().click()
    await composer().fill('/fuite')
    await expect(the.page.getByRole('listbox', { name: 'Templates' }).getByRole('option')).toContainText('Fuite')
    await composer().fill('')
    await the.page.getByRole('button', { name: 'Templates' }).click()
    await the.page.getByRole('button', { name: /^Remove \/fuite/ }).click()
    await the.page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(the.page.getByRole('heading', { name: 'Leak' })).toHaveCount(0)
  })

  // Bug: the resident moves out while somebody answers, and the answer is gone or goes nowhere.
  test('a resident removed while a draft is open leaves the text, says so, and lets it become a note', async () => {
    const { may } = await openEverything()
    test.skip(!may.note, 'only the desk keeps internal notes')
    await composer().fill('À ce soir')
    await the.page.evaluate((id) => harness.server.removeResident(id), the.world.other.id)
    await expect(the.page.getByText('Nobody here can receive it any more.', { exact: false })).toBeVisible()
    await expect(composer()).toHaveValue('À ce soir')
    await expect(send()).toBeDisabled()
    await the.page.getByRole('button', { name: 'Internal note' }).click()
    await the.page.getByRole('button', { name: 'Keep the note' }).click()
    await expect(last()).toHaveAttribute('data-side', 'note')
  })

  // Bug: a refused message vanishes, or its text can no longer be had.
  test('a refused message keeps its text, says why, and goes again as it is or changed', async () => {
    await openEverything()
    await the.world.refused(async () => {
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
    await the.page.evaluate(() => {
      harness.client.send = () => Promise.reject(Object.assign(new Error('no'), { code: 'NOT_ALLOWED' }))
    })
    await composer().press('Enter')
    await expect(the.page.getByText('Your role does not allow this.')).toBeVisible()
    await expect(composer()).toHaveValue('Kept')
  })
})
