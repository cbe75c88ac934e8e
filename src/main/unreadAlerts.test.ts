import { expect, it } from 'vitest'
import type { Desk } from './compose.ts'
import type { DeskEvent } from '../shared/contract/index.ts'
import { alertUnread } from './unreadAlerts.ts'

function room() {
  const listeners = new Set<(event: DeskEvent) => void>()
  const timers: (() => void)[] = []
  const told: string[] = []
  const badges: number[] = []
  const state = { unread: 2, looking: false }
  const desk = {
    request: async () => ({ ok: true, data: { unread: state.unread } }),
    on: (listener: (event: DeskEvent) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    settings: { get: () => ({ language: 'fr' }) },
  } as unknown as Desk
  alertUnread(desk, {
    looking: () => state.looking,
    notify: ({ title, body }) => void told.push(`${title}: ${body}`),
    badge: (count) => void badges.push(count),
    later: (_ms, run) => {
      timers.push(run)
      return () => undefined
    },
  })
  const emit = (event: DeskEvent) => {
    for (const listener of listeners) listener(event)
  }
  const settled = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  return { state, told, badges, timers, emit, settled }
}
const message: DeskEvent = { type: 'message', conversationId: 'c', messageId: 'm' }

it('shows what is unread right after the start, and each change of it once', async () => {
  const { state, badges, emit, settled } = room()
  await settled()
  state.unread = 3
  emit({ type: 'changed', tables: { messages: ['m'] }, conversations: [] })
  emit({ type: 'changed', tables: { messages: ['m'] }, conversations: [] })
  await settled()
  emit({ type: 'changed', tables: { packages: ['p'] }, conversations: [] })
  await settled()
  expect(badges).toEqual([2, 3])
})

it('tells of a message without its text, once for several, and not to who looks', () => {
  const { state, told, timers, emit } = room()
  emit(message)
  emit(message)
  expect(told).toEqual(['Nouveau message: Un résident a écrit à la réception.'])
  timers.shift()!()
  state.looking = true
  emit(message)
  expect(told).toHaveLength(1)
})
