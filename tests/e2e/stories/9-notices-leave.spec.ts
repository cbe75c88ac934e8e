import type { Page } from '@playwright/test'
import type { Hub } from '../../../dev/hub/hub.ts'
import { startMailbox, type Mailbox, type Received } from '../../../dev/mailbox/mailbox.ts'
import { mailboxSecrets, textSecrets } from '../../../dev/mailbox/secrets.ts'
import { startTexts, type Texts } from '../../../dev/mailbox/texts.ts'
import { addAccount, PASSWORD, startProject } from '../../support/project.ts'
import { scan, takeUpGun } from '../support/gun.ts'
import { expect, test as base, type RunningDesk } from '../support/runningDesk.ts'

interface World {
  hub: Hub
  mailbox: Mailbox
  texts: Texts
}
/** A project with a real mail server; it has no timetable, so that the test alone says when the sender looks. */
const test = base.extend<{ world: World }>({
  world: async ({}, use) => {
    const texts = await startTexts()
    const mailbox = await startMailbox()
    const hub = await startProject({ functions: { ...mailboxSecrets(mailbox), ...textSecrets(texts) } })
    await use({ hub, mailbox, texts })
    await hub.stop()
    await Promise.all([mailbox.stop(), texts.stop()])
  },
})

const SHOTS = process.env['SHOTS']
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` })
}

/** Brings the desk's building into the project; its texts are in both languages by the language of whoever is told. */
async function connect({ page, ask }: RunningDesk, hub: Hub): Promise<void> {
  await hub.admin.query(`select public.expect_founder('samir@example.com')`)
  await addAccount(hub, 'samir@example.com')
  const account = { url: hub.url, key: hub.publishableKey, email: 'samir@example.com', password: PASSWORD }
  const { local } = await ask('account.look', account)
  await ask('account.connect', { choice: 'upload', staffId: local.staff.find(({ role }) => role === 'admin')!.id })
  await expect(page.locator('.status').getByText('Live')).toBeVisible({ timeout: 90_000 })
  // Nobody is told of what waited before; reminders leave at once when they are due, on any day.
  await hub.admin.query(`update public.notices set state = 'cancelled' where state in ('waiting', 'failed')`)
  await hub.admin.query(
    `update public.buildings set reminder_days = '[3, 7]', reminder_weekdays = '[]', reminder_time = '00:00', quiet_hours = '',
       notice_bundle_minutes = 0 where true`,
  )
}

interface Person {
  id: string
  family_name: string
  number: string
  email: string
}
/** People who live alone under their name, each with an email and a telephone that takes text messages; the second reads English. */
async function people(hub: Hub): Promise<Person[]> {
  const { rows } = await hub.admin.query<Person>(
    `select distinct on (u.number) r.id, r.family_name, u.number, r.email from public.residents r
     join public.occupancies o on o.resident_id = r.id and o.to_date is null and o.deleted_at is null
     join public.units u on u.id = o.unit_id
     where r.email is not null and r.family_name ~ '^[A-Za-z]{5,}$' and r.merged_into is null and r.deleted_at is null
       and not exists (select from public.absences x where x.resident_id = r.id) order by u.number, r.id limit 5`,
  )
  const phone = '[{"typed":"514 555-0199","e164":"+15145550199","label":"mobile","sms":true,"extension":null}]'
  for (const [n, { id }] of rows.entries())
    await hub.admin.query(
      `update public.residents set phones = $1, channels = '["email"]', notice_choices = '{}', language = $2 where id = $3`,
      [phone, n === 1 ? 'en' : 'fr', id],
    )
  return rows
}

const statesOf = async (hub: Hub, packageId: string): Promise<string[]> =>
  (
    await hub.admin.query<{ state: string }>(
      `select state from public.notices where package_id = $1 and deleted_at is null order by created_at`,
      [packageId],
    )
  ).rows.map(({ state }) => state)

/** Scan, name, Enter; answers the parcel's id. */
async function takeIn({ page, ask }: RunningDesk, person: Person, code: string): Promise<string> {
  await takeUpGun(page)
  await page.keyboard.press('F2')
  await scan(page, code)
  await expect(page.getByRole('combobox', { name: /Who is it for/ })).toBeFocused()
  await page.keyboard.type(`${person.family_name} ${person.number}`, { delay: 70 })
  await expect(page.getByRole('option').first()).toContainText(person.family_name)
  await page.keyboard.press('Enter')
  const found = async () => (await ask('packages.list', { filter: { text: code } })).rows[0]
  await expect.poll(async () => (await found())?.resident?.id).toBe(person.id)
  return (await found())!.id
}

async function ring(hub: Hub): Promise<void> {
  await fetch(`${hub.url}/functions/v1/send-notices`, { method: 'POST', headers: { apikey: hub.secretKey } })
  await hub.functionsDone()
}
/** The grace period of a parcel's notice is over, and the sender looks. */
async function graceEnds(hub: Hub, packageId: string): Promise<void> {
  await expect.poll(() => statesOf(hub, packageId)).toContain('waiting')
  await hub.admin.query(
    `update public.notices set send_after = now() - interval '1 second' where package_id = $1 and state = 'waiting'`,
    [packageId],
  )
  await ring(hub)
}
const goTo = (page: Page, packageId: string) =>
  page.evaluate((id) => void (location.hash = `#/packages/${id}`), packageId)
const to = ({ letters }: Mailbox, { email }: Person): Received[] => letters.filter((one) => one.to.includes(email))

// Bugs: the window says "sent" of what never left; an undone parcel is told of; nobody sees that a letter came back; after the last
// reminder a parcel is forgotten.
test('a scan is a letter, an undo is none, what comes back is a task, and reminders end in a task', async ({
  desk,
  world: { hub, mailbox, texts },
}) => {
  test.setTimeout(300_000)
  const { page } = desk
  await connect(desk, hub)
  const [french, english, undoer, lost, offline] = (await people(hub)) as [Person, Person, Person, Person, Person]
  const lines = page.locator('.notice-lines')
  const toNotify = page.locator('.notices-task')

  await test.step('undone within the grace period: no letter', async () => {
    const id = await takeIn(desk, undoer, '1Z999AA10123456784')
    await expect.poll(() => statesOf(hub, id)).toEqual(['waiting'])
    await takeUpGun(page)
    await page.keyboard.press('F9')
    await expect.poll(() => statesOf(hub, id)).not.toContain('waiting')
    await hub.admin.query(`update public.notices set send_after = now() - interval '1 second' where package_id = $1`, [
      id,
    ])
    await ring(hub)
    expect(mailbox.letters).toHaveLength(0)
  })

  const ids: string[] = []
  await test.step('scan, Enter, letter: in the language of each, with the code as text and as a picture', async () => {
    for (const [person, code] of [
      [french, '1Z999AA10000000015'],
      [english, '1Z999AA10000000024'],
    ] as const) {
      const id = await takeIn(desk, person, code)
      ids.push(id)
      if (person === french) {
        await goTo(page, id)
        await expect(lines).toContainText(/leaves in .*F9 takes it back/)
      }
      await graceEnds(hub, id)
      const { shortNumber } = await desk.ask('packages.get', { id })
      const { rows } = await hub.admin.query('select pickup_code from public.packages where id = $1', [id])
      const [letter] = to(mailbox, person)
      expect(letter!.mail.subject).toContain(shortNumber)
      expect(letter!.mail.subject).toContain(person === french ? 'colis' : 'parcel')
      expect(letter!.mail.text).toContain(rows[0]!.pickup_code)
      expect(letter!.mail.html).toContain(rows[0]!.pickup_code)
      expect(letter!.mail.html).toContain('cid:pickup-code')
      expect(letter!.mail.attachments).toMatchObject([{ mimeType: 'image/png', contentId: '<pickup-code>' }])
    }
    await goTo(page, ids[0]!)
    await expect(lines.getByText('Sent', { exact: true })).toBeVisible()
    await shot(page, '1-sent')
  })

  await test.step('a letter that comes back is a task, and leaves by the other channel', async () => {
    const id = await takeIn(desk, lost, '1Z999AA10000000033')
    await graceEnds(hub, id)
    expect(to(mailbox, lost)).toHaveLength(1)
    const { rows } = await hub.admin.query<{ letter_id: string }>(
      `select d.letter_id from public.notice_deliveries d join public.notices n on n.id = d.notice_id where n.package_id = $1`,
      [id],
    )
    const event = { kind: 'bounced', letter: rows[0]!.letter_id, channel: 'email', reason: 'bad_address' }
    await hub.admin.query('select public.provider_event($1, $2, $3)', ['resend', 'came back', JSON.stringify(event)])
    await page.evaluate(() => void (location.hash = '#/notices'))
    const task = toNotify.filter({ hasText: lost.family_name })
    await expect(task).toContainText('the email address does not exist')
    await shot(page, '2-task')
    await task.getByRole('button', { name: 'Send by text message' }).click()
    await expect(task).toHaveCount(0)
    await graceEnds(hub, id)
    expect(texts.messages).toHaveLength(1)
    await goTo(page, id)
    await expect(lines.getByText('Delivered', { exact: true })).toBeVisible()
  })

  await test.step('no network: the desk says that it waits, and the letter leaves once there is one', async () => {
    hub.knobs.pause()
    const id = await takeIn(desk, offline, '1Z999AA10000000042')
    await expect(page.locator('.status').getByText(/actions? waiting/)).toBeVisible()
    await goTo(page, id)
    await expect(lines).toContainText('Waiting')
    hub.knobs.resume()
    await graceEnds(hub, id)
    expect(to(mailbox, offline)).toHaveLength(1)
    await expect(lines.getByText('Sent', { exact: true })).toBeVisible()
  })

  await test.step('reminders leave on their days and end in a task of a person', async () => {
    const [id] = ids as [string]
    const comesEarlier = (days: number) =>
      hub.admin.query(
        `update public.packages set received_at = received_at - make_interval(days => $2) where id = $1`,
        [id, days],
      )
    for (const [days, letters] of [
      [3, 2],
      [4, 3],
      [1, 3],
    ] as const) {
      await comesEarlier(days)
      await hub.admin.query('delete from private.reminder_rounds where true')
      await ring(hub)
      expect(to(mailbox, french)).toHaveLength(letters)
    }
    // A day later nobody has come.
    await hub.admin.query(
      `update public.notices set sent_at = sent_at - interval '25 hours' where package_id = $1 and kind = 'reminder'`,
      [id],
    )
    await page.evaluate(() => void (location.hash = '#/notices'))
    const task = toNotify.filter({ hasText: french.family_name })
    await expect(task).toContainText('The last reminder left')
    await shot(page, '3-ladder')
    await task.getByRole('button', { name: 'Notified in person' }).click()
    await expect(task).toHaveCount(0)
    await takeUpGun(page)
    await page.keyboard.press('F9')
    await expect(task).toHaveCount(1)
    expect((await desk.ask('packages.get', { id })).status).toBe('received')
  })
})
