import { expect, it, onTestFinished, vi } from 'vitest'
import { CONVERSATION, uid } from '../../../../tests/support/messaging/ids.ts'
import { openMessagingDesk } from '../../../../tests/support/messaging/messagingDesk.ts'
import { pngHeader } from '../../../shared/messaging/files/testing.ts'

async function withFile() {
  const desk = await openMessagingDesk(onTestFinished)
  const me = desk.session.actor()
  const { id } = await desk.messages.files.add({
    conversationId: CONVERSATION,
    name: 'fuite.exe',
    type: 'image/png',
    bytes: pngHeader(40, 20),
    width: 1,
    height: 1,
  })
  const message = { id: uid(700), body: '', internalNote: false, attachments: [id] }
  desk.messages.write.send(me, { conversationId: CONVERSATION, message })
  return { ...desk, id, remove: () => desk.messages.write.remove(me, { messageId: uid(700) }) }
}

// Bug: a photograph that somebody took back stayed on the disk of every desk that had shown it.
it('the file of a message that was taken back leaves the disk and opens no more', async () => {
  const { server, remove, disk, id, messages } = await withFile()
  server.drain()
  expect((await messages.files.open(id)).name).toBe('fuite.png')
  remove()
  await vi.waitFor(() => expect(disk.has(id)).toBe(false))
  await expect(messages.files.open(id)).rejects.toMatchObject({ data: { reason: 'NOT_FOUND' } })
})

// Bug: the message could not be sent without its file, and what was taken back afterwards waited for ever.
it('stays until the message that names it has been sent', async () => {
  const { server, remove, disk, id } = await withFile()
  remove()
  expect(disk.has(id)).toBe(true)
  server.drain()
  await vi.waitFor(() => expect(disk.has(id)).toBe(false))
})

// Bug: a page that lies about a picture's size had its lie sent to everybody.
it('a picture is as large as it says itself', async () => {
  const { messages } = await withFile()
  const add = (bytes: Uint8Array) =>
    messages.files.add({ conversationId: CONVERSATION, name: 'a.png', type: 'image/png', bytes, width: 5, height: 5 })
  expect(await add(pngHeader(300, 200))).toMatchObject({ width: 300, height: 200 })
  await expect(add(pngHeader(23_000, 23_000))).rejects.toMatchObject({ data: { reason: 'ATTACHMENT_TOO_LARGE' } })
})
