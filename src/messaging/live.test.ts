import { QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import type { MessagingClient, MessagingEvent } from '../shared/messaging/client.ts'
import { createDeviceQueries } from './deviceQueries.ts'
import { createLive } from './live.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

// Bug: a message in one conversation had the thread, the head and the values of every other one on the screen asked again.
it('asks again for the conversation that changed and for the lists, and for everything when anything may have', async () => {
  const queries = createDeviceQueries()
  const listeners: ((event: MessagingEvent) => void)[] = []
  const client = {
    connection: () => ({ state: 'alone', waiting: 0, waitingSince: null }),
    subscribe: (listener: (event: MessagingEvent) => void) => {
      listeners.push(listener)
      return () => {}
    },
  } as unknown as MessagingClient
  createLive(client, queries).listen()
  const tell = (event: MessagingEvent) => listeners.forEach((listener) => listener(event))
  const keys = [
    ['thread', 'a', 0],
    ['thread', 'b', 0],
    ['conversation', 'b'],
    ['conversations', 'all', 0],
    ['counts'],
    ['place'],
  ]
  const asked = vi.fn<(key: string) => string>((key) => key)
  const stops = keys.map((queryKey) =>
    new QueryObserver(queries, { queryKey, queryFn: () => asked(queryKey.join(' ')) }).subscribe(() => {}),
  )
  await settled()
  asked.mockClear()
  tell({ type: 'changed', conversationIds: ['a'] })
  await settled()
  expect(asked.mock.calls.flat()).toEqual(['thread a 0', 'conversations all 0', 'counts'])
  asked.mockClear()
  tell({ type: 'changed', conversationIds: null })
  await settled()
  expect(asked).toHaveBeenCalledTimes(keys.length)
  for (const stop of stops) stop()
})
