import { describe, expect, it, onTestFinished } from 'vitest'
import { messagingContract } from '../../../tests/support/messaging/contract.ts'
import { CONVERSATION, RESIDENT, STAFF } from '../../../tests/support/messaging/ids.ts'
import { openMessagingDesk } from '../../../tests/support/messaging/messagingDesk.ts'
import { deskMessaging } from './messagingClient.ts'

describe('the client on the desk’s IPC, its services and a real replica', () => {
  messagingContract(async () => {
    const cleanUps: (() => void)[] = []
    const desk = await openMessagingDesk((cleanUp) => cleanUps.unshift(cleanUp))
    const client = deskMessaging(desk.bridge)
    let up = true
    return {
      client,
      conversationId: CONVERSATION,
      newId: desk.newId,
      receive: async (body) => desk.server.write(desk.newId(), body),
      otherReads: async () => desk.server.mark(RESIDENT.ana, 'read'),
      settle: async () => {
        if (up) desk.server.drain()
      },
      line: async (next) => void (up = next),
      end: async () => {
        client.stop()
        for (const cleanUp of cleanUps) cleanUp()
      },
    }
  })
})

describe('another person goes on duty', () => {
  // Bug: rights, unread and the words in the composer stay those of the person before.
  it('is told, and everything that is asked from then on is theirs', async () => {
    const desk = await openMessagingDesk(onTestFinished)
    const client = deskMessaging(desk.bridge)
    onTestFinished(client.stop)
    await client.saveDraft(CONVERSATION, { body: 'of Nadège' })
    const told: unknown[] = []
    client.subscribe((event) => told.push(event))
    desk.session.switch({ staffId: STAFF.helene })
    expect(told).toContainEqual({ type: 'changed', conversationIds: null })
    expect((await client.place()).me.id).toBe(STAFF.helene)
    expect(await client.draft(CONVERSATION)).toBeNull()
  })
})
