import { describe } from 'vitest'
import { messagingContract } from '../../../../tests/support/messaging/contract.ts'
import type { MessagingPlace } from '../schema.ts'
import { createMemoryMessaging } from './index.ts'

const uid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ANA = { id: uid(1), name: 'Ana Roy' }
const ME = { id: uid(2), name: 'Nadège' }
const place: MessagingPlace = {
  side: 'desk',
  me: ME,
  may: { write: true, note: true, manage: true, announce: true, editTemplates: true },
  staff: [ME],
  floors: [1],
}

describe('the in-memory client', () => {
  messagingContract(async () => {
    let at = Date.parse('2026-11-22T15:00:00.000Z')
    let last = 100
    const newId = () => uid(++last)
    const conversationId = uid(10)
    const { client, server } = createMemoryMessaging({
      place,
      now: () => new Date(at++),
      newId,
      conversations: [{ id: conversationId, subject: 'Colis', residents: [{ ...ANA, language: 'fr', gone: false }] }],
    })
    const author = { kind: 'resident' as const, ...ANA, unit: '101' }
    server.receive(conversationId, author, 'Allô')
    return {
      client,
      conversationId,
      newId,
      receive: async (body) => void server.receive(conversationId, author, body),
      otherReads: async () => server.mark(conversationId, ANA, 'read'),
      settle: async () => undefined,
      line: async (up) => server.connect(up ? 'live' : 'offline'),
      end: async () => undefined,
    }
  })
})
