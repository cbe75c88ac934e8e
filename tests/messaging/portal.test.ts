import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import type { MessagingClient } from '../../src/shared/messaging/client.ts'
import { messagingContract } from '../support/messaging/contract.ts'
import { foundBuilding, newId, openPortal, startProject } from './support/project.ts'

let hub: Hub
beforeAll(async () => void (hub = await startProject()))
afterAll(() => hub.stop())

/** Waits for an event after which `check` holds: nobody looks at a clock. */
async function seen(client: MessagingClient, check: () => Promise<boolean>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = () =>
      void check().then((done) => {
        if (!done) return
        stop()
        resolve()
      }, reject)
    const stop = client.subscribe(look)
    look()
  })
}

/** A portal whose line has just been cut; `line.up` mends it. */
async function openWithoutLine() {
  const line = { up: true }
  const founded = await foundBuilding(hub, {
    global: { fetch: (...given) => (line.up ? fetch(...given) : Promise.reject(new TypeError('fetch failed'))) },
  })
  const texts = new Map<string, string>()
  const first = await openPortal(founded.tenant.client, founded.resident, texts)
  line.up = false
  return { founded, texts, first, line }
}

describe('the client on supabase-js with a resident’s rights, against the hub', () => {
  messagingContract(async () => {
    const line = { up: true }
    const founded = await foundBuilding(hub, {
      global: { fetch: (...given) => (line.up ? fetch(...given) : Promise.reject(new TypeError('fetch failed'))) },
    })
    await founded.write('Allô')
    const portal = await openPortal(founded.tenant.client, founded.resident)
    const { client } = portal
    const conversationId = founded.conversation
    const settle = async () => {
      portal.flush()
      await portal.idle()
      if (line.up) await portal.read()
    }
    return {
      client,
      conversationId,
      newId,
      settle,
      receive: async (body) => {
        await founded.write(body)
        await seen(client, async () => {
          const { items } = await client.thread({ conversationId, offset: -5, limit: 5 })
          return items.some((item) => item.kind === 'message' && item.body === body)
        })
      },
      otherReads: async () => {
        await founded.clerkReads()
        await portal.read()
      },
      line: async (next) => void (line.up = next),
      end: async () => {
        await portal.stop()
        await founded.clerk.client.removeAllChannels()
      },
    }
  })
})

describe('a resident in the portal', () => {
  it('starts a conversation, sees the answer by name, and no note', async () => {
    const founded = await foundBuilding(hub)
    const portal = await openPortal(founded.tenant.client, founded.resident)
    const { client } = portal
    const id = newId()
    await client.start({ id, subject: ' Clé  perdue ', residentIds: [], message: { id: newId(), body: 'Bonjour' } })
    expect(await client.conversation(id)).toMatchObject({ subject: 'Clé perdue', unit: { name: '804' }, length: 1 })
    await founded.write('Note entre nous', newId(), { conversation_id: id, internal_note: true })
    await founded.write('Voici', newId(), { conversation_id: id })
    await portal.read()
    const { items } = await client.thread({ conversationId: id, offset: 0 })
    expect(items.map((item) => (item.kind === 'message' ? [item.author.name, item.body] : item.event))).toEqual([
      ['Ana Roy', 'Bonjour'],
      ['Nadège', 'Voici'],
    ])
    await portal.stop()
  })

  it('tells the desk that a message is there, and later that it was read', async () => {
    const founded = await foundBuilding(hub)
    const messageId = await founded.write('Reçu ?')
    const portal = await openPortal(founded.tenant.client, founded.resident)
    const marker = async () =>
      (
        await hub.admin.query(
          'select last_delivered_at >= m.received_at as delivered, last_read_at >= m.received_at as read from public.conversation_participants p, public.messages m where p.resident_id = $1 and m.id = $2',
          [founded.resident, messageId],
        )
      ).rows[0] as object
    expect(await marker()).toEqual({ delivered: true, read: null })
    await portal.client.markRead(founded.conversation, messageId)
    expect(await marker()).toEqual({ delivered: true, read: true })
    await portal.stop()
  })

  it('loses no message to a page that is reloaded without a line', async () => {
    const { founded, texts, first, line } = await openWithoutLine()
    await first.client.send(founded.conversation, { id: newId(), body: 'Avant' })
    await first.idle()
    await first.stop()
    line.up = true
    const second = await openPortal(founded.tenant.client, founded.resident, texts)
    await second.idle()
    const { rows } = await hub.admin.query('select body from public.messages where conversation_id = $1', [
      founded.conversation,
    ])
    expect(rows).toEqual([{ body: 'Avant' }])
    await second.stop()
  })

  it('keeps the text of a message that the server refuses', async () => {
    const founded = await foundBuilding(hub)
    const portal = await openPortal(founded.tenant.client, founded.resident)
    // Moved out while writing.
    await hub.admin.query('update public.resident_accounts set revoked_at = now() where resident_id = $1', [
      founded.resident,
    ])
    const id = newId()
    await portal.client.send(founded.conversation, { id, body: 'Encore moi' })
    await portal.idle()
    const { items } = await portal.client.thread({ conversationId: founded.conversation, offset: -1 })
    expect(items.at(-1)).toMatchObject({ id, body: 'Encore moi', delivery: { state: 'failed', reason: 'not_allowed' } })
    await portal.stop()
  })

  // Bug: without a line a message is "on its way" for hours.
  it('says that there is no line, and when it is back sends at once', async () => {
    const line = { up: true }
    const founded = await foundBuilding(hub, {
      global: { fetch: (...given) => (line.up ? fetch(...given) : Promise.reject(new TypeError('fetch failed'))) },
    })
    const portal = await openPortal(founded.tenant.client, founded.resident)
    const state = (wanted: string) => seen(portal.client, async () => portal.client.connection().state === wanted)
    await state('live')
    line.up = false
    await portal.client.send(founded.conversation, { id: newId(), body: 'Allô' })
    await state('offline')
    expect(portal.client.connection().waiting).toBe(1)
    line.up = true
    await state('live')
    await seen(portal.client, async () => portal.client.connection().waiting === 0)
    await portal.stop()
  })

  // Bug: what somebody wrote while their sign-in had ended is refused, because a stranger may not write there.
  it('waits for the sign-in with what was written without one', async () => {
    const founded = await foundBuilding(hub)
    const { client: supabase, email, password } = founded.tenant
    const portal = await openPortal(supabase, founded.resident)
    const state = (wanted: string) => seen(portal.client, async () => portal.client.connection().state === wanted)
    await state('live')
    await supabase.auth.signOut({ scope: 'local' })
    const id = newId()
    await portal.client.send(founded.conversation, { id, body: 'Sans moi' })
    await state('signed_out')
    await supabase.auth.signInWithPassword({ email, password })
    await seen(portal.client, async () => {
      const { items } = await portal.client.thread({ conversationId: founded.conversation, offset: -1 })
      const [last] = items
      return last?.kind === 'message' && last.id === id && last.delivery?.state === 'sent'
    })
    await portal.stop()
  })

  // Bug: a refused text is gone with the page, or with the conversation that was taken away meanwhile.
  it('keeps a refused text through a reload, also without its conversation, until it is given up', async () => {
    const founded = await foundBuilding(hub)
    const texts = new Map<string, string>()
    const first = await openPortal(founded.tenant.client, founded.resident, texts)
    await hub.admin.query('update public.conversation_participants set deleted_at = now() where resident_id = $1', [
      founded.resident,
    ])
    const id = newId()
    await first.client.send(founded.conversation, { id, body: 'Encore moi' })
    await first.idle()
    await first.stop()
    const second = await openPortal(founded.tenant.client, founded.resident, texts)
    const { items } = await second.client.thread({ conversationId: founded.conversation, offset: -1 })
    expect(items).toMatchObject([{ id, body: 'Encore moi', delivery: { state: 'failed', reason: 'not_allowed' } }])
    expect(await second.client.conversation(founded.conversation)).toMatchObject({ canWrite: false })
    await second.client.discard(id)
    await second.stop()
    const third = await openPortal(founded.tenant.client, founded.resident, texts)
    expect((await third.client.conversations({})).total).toBe(0)
    await third.stop()
  })

  // Bug: a reload loses what was written beside a file, or sends it without the file.
  it('gives the text of a message back whose file went with the page', async () => {
    const { founded, texts, first, line } = await openWithoutLine()
    const bytes = new TextEncoder().encode('%PDF-1.7')
    const name = { name: 'bail.pdf', type: 'application/pdf' as const, width: null, height: null }
    const file = await first.client.addAttachment(founded.conversation, { ...name, bytes })
    const message = { id: newId(), body: 'Voici le bail', attachments: [file.id] }
    await first.client.send(founded.conversation, message)
    await first.idle()
    await first.stop()
    line.up = true
    const second = await openPortal(founded.tenant.client, founded.resident, texts)
    const { items } = await second.client.thread({ conversationId: founded.conversation, offset: -1 })
    expect(items).toMatchObject([{ body: 'Voici le bail', delivery: { state: 'failed', reason: 'attachment' } }])
    await second.stop()
  })
})
