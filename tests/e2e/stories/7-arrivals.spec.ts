import { createClient } from '@supabase/supabase-js'
import { uuidv7 } from 'uuidv7'
import type { Hub } from '../../../dev/hub/hub.ts'
import { portalMessaging } from '../../../src/portal/messaging/client.ts'
import { addAccount, PASSWORD, startProject } from '../../support/project.ts'
import { expect, launch, test as base, type RunningDesk } from '../support/runningDesk.ts'

const test = base.extend<{ hub: Hub }>({
  hub: async ({}, use) => {
    const hub = await startProject()
    await use(hub)
    await hub.stop()
  },
})

const EMAIL = 'samir@example.com'

/** Brings the desk's building into the project. */
async function connect(desk: RunningDesk, hub: Hub): Promise<string> {
  await hub.admin.query('select public.expect_founder($1)', [EMAIL])
  await addAccount(hub, EMAIL)
  const { local } = await desk.ask('account.look', {
    url: hub.url,
    key: hub.publishableKey,
    email: EMAIL,
    password: PASSWORD,
  })
  const admin = local.staff.find(({ role }) => role === 'admin')!
  await desk.ask('account.connect', { choice: 'upload', staffId: admin.id })
  await expect(desk.page.locator('.status').getByText('Live')).toBeVisible({ timeout: 90_000 })
  return (await desk.ask('session.get', {})).building.id
}

/** The resident's own page, signed in at the project. */
async function openPortal(hub: Hub, building: string, resident: { id: string; name: string }) {
  await addAccount(hub, 'resident@example.com')
  await hub.admin.query(
    `insert into public.resident_accounts (building_id, resident_id, user_id)
     select $1, $2, id from auth.users where email = 'resident@example.com'`,
    [building, resident.id],
  )
  const supabase = createClient(hub.url, hub.anonKey, { auth: { persistSession: false } })
  const { error } = await supabase.auth.signInWithPassword({ email: 'resident@example.com', password: PASSWORD })
  if (error) throw error
  const portal = await portalMessaging({
    supabase,
    resident,
    storage: { get: () => null, set: () => undefined },
    newId: uuidv7,
    now: () => new Date(),
    chance: Math.random,
    later(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    renew: () => supabase.auth.refreshSession(),
  })
  return {
    write: (conversationId: string, body: string) => portal.client.send(conversationId, { id: uuidv7(), body }),
    async close(): Promise<void> {
      await portal.stop()
      await supabase.removeAllChannels()
    },
  }
}

interface Shown {
  title: string
  body: string
}

/** Writes down what the system would be asked to show. */
const watchNotifications = (desk: RunningDesk) =>
  desk.app.evaluate(({ BrowserWindow, Notification }) => {
    const place = globalThis as unknown as { shown: Shown[]; looking: boolean }
    place.shown = []
    BrowserWindow.getAllWindows()[0]!.isFocused = () => place.looking
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      place.shown.push({ title: this.title, body: this.body })
    }
  })
/** Says whether somebody is in front of the window: the screens of tests have no window manager that would know. */
const lookAway = (desk: RunningDesk, away: boolean) =>
  desk.app.evaluate((_electron, looking) => {
    ;(globalThis as unknown as { looking: boolean }).looking = looking
  }, !away)
const shownBy = (desk: RunningDesk) => desk.app.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown)

/** Writes down the notes that the window plays. */
const watchNotes = (desk: RunningDesk) =>
  desk.page.evaluate(() => {
    const notes: number[] = []
    ;(window as unknown as { notes: number[] }).notes = notes
    const start = OscillatorNode.prototype.start
    const set = AudioParam.prototype.setValueAtTime
    let last = 0
    AudioParam.prototype.setValueAtTime = function (value, at) {
      if (value > 100) last = value
      return set.call(this, value, at)
    }
    OscillatorNode.prototype.start = function (at) {
      notes.push(last)
      start.call(this, at)
    }
  })
const notesOf = (desk: RunningDesk) => desk.page.evaluate(() => (window as unknown as { notes: number[] }).notes)

// Bug: a resident writes, and nobody at the desk hears or sees it; or the lock screen tells everybody what was written.
test('a resident who writes is heard, counted and announced without a word of the text; a restart counts the same', async ({
  desk,
  hub,
}) => {
  test.setTimeout(180_000)
  const building = await connect(desk, hub)
  await desk.ask('settings.set', { soundVolume: 0.4 })
  const { rows } = await desk.ask('messages.conversations', { filter: { status: 'open' }, limit: 200 })
  const conversation = rows.find(({ residents, unread }) => residents.length === 1 && unread === 0)!
  const portal = await openPortal(hub, building, conversation.residents[0]!)
  let again: RunningDesk | null = null
  try {
    await watchNotifications(desk)
    await watchNotes(desk)
    const { unread } = await desk.ask('messages.counts', {})
    const badge = desk.page.locator('.rail-count[data-news]')

    // In front of the window its own sound and line are enough.
    await lookAway(desk, false)
    await portal.write(conversation.id, 'The plumber comes at nine')
    await expect(badge).toContainText(String(unread + 1))
    await expect.poll(() => notesOf(desk)).toEqual([784, 587])
    await expect(desk.page.getByRole('region', { name: 'New messages' })).toContainText('just wrote')
    expect(await shownBy(desk)).toEqual([])

    await lookAway(desk, true)
    await portal.write(conversation.id, 'My door code is 4471, please let him in')
    await expect
      .poll(() => shownBy(desk))
      .toEqual([{ title: 'New message', body: 'A resident wrote to the front desk.' }])
    await expect(desk.page.getByRole('region', { name: 'New messages' })).toContainText('2 messages')
    await expect(badge).toContainText(String(unread + 1))

    expect((await desk.ask('messages.conversation', { id: conversation.id })).unread).toBe(2)
    await desk.app.close()
    again = await launch({ dataDir: desk.dataDir, ready: false })
    // A computer without a keyring keeps no session: a desk of a project asks for one at each start.
    const gate = again.page.getByRole('button', { name: 'Sign in', exact: true })
    await expect(gate.or(again.page.locator('[data-desk-ready]')).first()).toBeVisible({ timeout: 30_000 })
    if (await gate.isVisible()) {
      await again.page.getByLabel('Email').fill(EMAIL)
      await again.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await gate.click()
      await again.page.locator('[data-desk-ready]').waitFor({ timeout: 30_000 })
    }
    await expect(again.page.locator('.rail-count[data-news]')).toContainText(String(unread + 1))
    expect((await again.ask('messages.conversation', { id: conversation.id })).unread).toBe(2)
  } finally {
    await portal.close()
    await again?.app.close()
  }
})
