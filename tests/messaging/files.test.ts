import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { pngHeader } from '../../src/shared/messaging/files/testing.ts'
import { until } from '../support/connected.ts'
import { newId } from './support/project.ts'
import { deskThread, openLobby, portalThread, type Lobby } from './support/lobby.ts'

let lobby: Lobby
beforeAll(async () => void (lobby = await openLobby()))
afterAll(() => lobby.close())

const PDF = new TextEncoder().encode('%PDF-1.7\nhello')
const PNG = pngHeader(10, 10)
const pdf = { name: 'bail.pdf', type: 'application/pdf' as const, bytes: PDF, width: null, height: null }

it('a file that was attached offline is stored before its message, and opens on the other desk and in the portal', async () => {
  const { desks, conversationId, portal, hub } = lobby
  const [a, b] = desks
  a.line.cut()
  const file = await a.ask('messages.addAttachment', { conversationId, ...pdf })
  const id = newId()
  await a.ask('messages.send', { conversationId, message: { id, body: '', attachments: [file.id] } })
  expect((await deskThread(a, conversationId)).at(-1)).toMatchObject({
    id,
    attachments: [file],
    delivery: { state: 'sending' },
  })
  a.line.restore()
  a.desk.resume()
  await until(b, async () => (await deskThread(b, conversationId)).at(-1)?.id === id)
  expect(Buffer.from((await b.ask('messages.openAttachment', { id: file.id })).bytes)).toEqual(Buffer.from(PDF))
  await portal.read()
  expect((await portalThread(lobby)).at(-1)).toMatchObject({ id, attachments: [{ id: file.id, name: 'bail.pdf' }] })
  expect(Buffer.from((await portal.client.openAttachment(file.id)).bytes)).toEqual(Buffer.from(PDF))
  const { rows } = await hub.admin.query<{ early: boolean }>(
    `select o.created_at <= a.created_at + interval '1 minute' as early from storage.objects o join public.attachments a on o.name like '%' || a.id::text where a.id = $1`,
    [file.id],
  )
  expect(rows).toHaveLength(1)
})

it('a file that Storage will never take fails its own message with the reason, keeps it, and holds nothing else up', async () => {
  const { desks, conversationId, hub } = lobby
  const [a, b] = desks
  const types = (list: string) => hub.admin.query('update storage.buckets set allowed_mime_types = $1', [list])
  await types('{image/png}')
  const file = await a.ask('messages.addAttachment', { conversationId, ...pdf })
  const [refused, after] = [newId(), newId()]
  await a.ask('messages.send', { conversationId, message: { id: refused, body: 'Le bail', attachments: [file.id] } })
  await a.ask('messages.send', { conversationId, message: { id: after, body: 'Bonjour' } })
  const onA = async (id: string) => (await deskThread(a, conversationId)).find((message) => message.id === id)
  await until(a, async () => (await onA(refused))?.delivery?.state === 'failed')
  expect(await onA(refused)).toMatchObject({
    body: 'Le bail',
    attachments: [file],
    delivery: { state: 'failed', reason: 'attachment' },
  })
  await until(b, async () => (await deskThread(b, conversationId)).at(-1)?.id === after)
  await types('{image/png,application/pdf}')
  await a.ask('messages.retry', { messageId: refused })
  await until(b, async () => (await deskThread(b, conversationId)).at(-1)?.id === refused)
  expect(Buffer.from((await b.ask('messages.openAttachment', { id: file.id })).bytes)).toEqual(Buffer.from(PDF))
})

// Bug: one file that Storage cannot take now, or takes slowly, keeps every parcel and every other message of the desk back.
it.each([
  [
    'answers with errors',
    () => Response.json({ statusCode: '500', error: 'Internal', message: 'down' }, { status: 500 }),
  ],
  ['does not answer for long', (over: Promise<undefined>) => over],
] as const)('while Storage %s only the message with the file waits, and what is said after it', async (_, answer) => {
  const { desks, conversationId } = lobby
  const [a, b] = desks
  const over = Promise.withResolvers<undefined>()
  const heal = a.line.intercept((url) => (url.includes('/storage/v1/') ? answer(over.promise) : undefined))
  const file = await a.ask('messages.addAttachment', { conversationId, ...pdf })
  const [held, after] = [newId(), newId()]
  await a.ask('messages.send', { conversationId, message: { id: held, body: 'Voici', attachments: [file.id] } })
  await a.ask('messages.send', { conversationId, message: { id: after, body: 'Vous l’avez ?' } })
  const { rows } = await a.ask('messages.conversations', { filter: { status: 'open' } })
  const other = rows.find(({ id, residents }) => id !== conversationId && residents.length > 0)!
  const elsewhere = newId()
  await a.ask('messages.send', { conversationId: other.id, message: { id: elsewhere, body: 'Ailleurs' } })
  await until(b, async () => (await deskThread(b, other.id)).some(({ id }) => id === elsewhere), 15_000)
  const mine = (await deskThread(a, conversationId)).filter(({ id }) => id === held || id === after)
  expect(mine.map(({ id, delivery }) => [id, delivery?.state])).toEqual([
    [held, 'sending'],
    [after, 'sending'],
  ])
  expect((await a.ask('sync.refused', {})).total).toBe(0)
  heal()
  over.resolve(undefined)
  await until(b, async () => (await deskThread(b, conversationId)).at(-1)?.id === after, 80_000)
  const both = (await deskThread(b, conversationId)).map(({ id }) => id).filter((id) => id === held || id === after)
  expect(both).toEqual([held, after])
})

it('a photo from the resident reaches the desk, and not who does not take part', async () => {
  const { desks, conversationId, portal } = lobby
  const file = await portal.client.addAttachment(conversationId, {
    name: 'fuite.png',
    type: 'image/png',
    bytes: PNG,
    width: 10,
    height: 10,
  })
  const id = newId()
  await portal.client.send(conversationId, { id, body: 'Voici', attachments: [file.id] })
  await until(desks[0], async () =>
    (await deskThread(desks[0], conversationId)).some(
      (message) => message.id === id && message.attachments.length === 1,
    ),
  )
  expect(Buffer.from((await desks[0].ask('messages.openAttachment', { id: file.id })).bytes)).toEqual(Buffer.from(PNG))
  // The resident's own rights end at their conversations.
  const { error } = await portal.supabase.storage
    .from('attachments')
    .upload(`${newId()}/${newId()}/${newId()}`, PNG, { contentType: 'image/png' })
  expect((error as { statusCode?: string } | null)?.statusCode).toBe('403')
})

it('the file of an internal note is not the resident’s', async () => {
  const { desks, conversationId, portal, hub } = lobby
  const [a, b] = desks
  const file = await a.ask('messages.addAttachment', { conversationId, ...pdf })
  const id = newId()
  await a.ask('messages.send', {
    conversationId,
    message: { id, body: 'note', internalNote: true, attachments: [file.id] },
  })
  await until(b, async () => (await deskThread(b, conversationId)).some((message) => message.id === id))
  const { rows } = await hub.admin.query<{ name: string }>(
    `select name from storage.objects where name like '%' || $1`,
    [file.id],
  )
  const { error } = await portal.supabase.storage.from('attachments').download(rows[0]!.name)
  expect(error).not.toBeNull()
  const link = await portal.supabase.storage.from('attachments').createSignedUrl(rows[0]!.name, 60)
  expect(link.error).not.toBeNull()
})

it('a program that calls itself a picture is turned away', async () => {
  const bytes = new TextEncoder().encode('MZ not a picture')
  const answer = await lobby.desks[0].desk.request('messages.addAttachment', {
    conversationId: lobby.conversationId,
    name: 'photo.png',
    type: 'image/png',
    bytes,
    width: 1,
    height: 1,
  })
  expect(answer).toMatchObject({ ok: false, error: { code: 'MESSAGE_REFUSED', data: { reason: 'ATTACHMENT_TYPE' } } })
})

// Bug: a file that was taken back lay in Storage for ever, and a desk that was away then never asked about it again.
it('the file of a message that was taken back leaves Storage and every desk, those that were offline too', async () => {
  const { desks, conversationId, hub } = lobby
  const [a, b] = desks
  const file = await a.ask('messages.addAttachment', { conversationId, ...pdf })
  const id = newId()
  await a.ask('messages.send', { conversationId, message: { id, body: '', attachments: [file.id] } })
  await until(b, async () => (await deskThread(b, conversationId)).at(-1)?.id === id)
  await b.ask('messages.openAttachment', { id: file.id })
  const stored = async () =>
    (await hub.admin.query(`select 1 from storage.objects where name like '%' || $1`, [file.id])).rows.length
  expect(await stored()).toBe(1)

  for (const desk of desks) desk.line.cut()
  await hub.admin.query('update public.messages set removed_at = now() where id = $1', [id])
  expect(await stored()).toBe(1)
  b.line.restore()
  b.desk.resume()
  await vi.waitFor(async () => expect(await stored()).toBe(0), { timeout: 90_000 })
  await expect(b.ask('messages.openAttachment', { id: file.id })).rejects.toThrow()
  a.line.restore()
  a.desk.resume()
  await until(a, async () =>
    (await deskThread(a, conversationId)).every((message) => message.id !== id || message.removedAt !== null),
  )
  await expect(a.ask('messages.openAttachment', { id: file.id })).rejects.toThrow()
})
