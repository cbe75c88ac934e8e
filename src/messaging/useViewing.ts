import { useEffect } from 'react'
import type { MessagingClient } from '../shared/messaging/client.ts'

/** Tells the others that this thread is open here. */
export function useViewing(client: MessagingClient, conversationId: string): void {
  useEffect(() => client.view(conversationId), [client, conversationId])
}
