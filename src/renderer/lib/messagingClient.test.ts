import { describe } from 'vitest'
import { messagingContract } from '../../../tests/support/messaging/contract.ts'
import { CONVERSATION, openMessagingDesk, RESIDENT } from '../../../tests/support/messaging/desk.ts'
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
