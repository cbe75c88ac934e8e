import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/connected.ts'
import { deskThread, openLobby, type Lobby } from './support/lobby.ts'
import { newId } from './support/project.ts'

let lobby: Lobby
beforeAll(async () => void (lobby = await openLobby()))
afterAll(() => lobby.close())

// Bug: the history of a building that was brought in opened each conversation in which a resident had ever written.
it('what was closed when the building came into its project is closed on both desks', async () => {
  const [a, b] = lobby.desks
  const closed = (await a.ask('messages.counts', {})).closed
  expect(closed).toBeGreaterThan(0)
  await until(b, async () => (await b.ask('messages.counts', {})).closed === closed)
})

// Bug: the desk that had not heard of a resident's message won over the message, and nobody saw it again.
it.each(['closed', 'snoozed'] as const)(
  'a conversation that is %s offline stays open when the resident has written meanwhile',
  async (status) => {
    const { desks, conversationId, portal } = lobby
    const [a, b] = desks
    const statusOn = async (desk: typeof a) => (await desk.ask('messages.conversation', { id: conversationId })).status
    a.line.cut()
    const farOff = status === 'snoozed' ? { snoozedUntil: '2079-01-01T08:00:00.000Z' } : {}
    await a.ask('messages.setStatus', { conversationId, status, ...farOff })
    expect(await statusOn(a)).toBe(status)
    const id = newId()
    await portal.client.send(conversationId, { id, body: 'Une dernière chose' })
    await until(b, async () => (await deskThread(b, conversationId)).at(-1)?.id === id)
    a.line.restore()
    a.desk.resume()
    await until(
      a,
      async () => (await deskThread(a, conversationId)).at(-1)?.id === id && (await statusOn(a)) === 'open',
    )
    // The message may come in before the answer to what waited.
    await until(a, async () => (await a.ask('sync.status', {}))!.waiting === 0)
    expect(await statusOn(b)).toBe('open')
    // With the message heard, the same act is taken.
    await a.ask('messages.setStatus', { conversationId, status, ...farOff })
    await until(b, async () => (await statusOn(b)) === status)
  },
)
