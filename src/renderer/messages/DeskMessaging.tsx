import type { ReactNode } from 'react'
import type { DeskBridge } from '../../shared/contract/index.ts'
import type { MessagingClient } from '../../shared/messaging/client.ts'
import { deskMessaging } from './messagingClient.ts'
import { MessagingProvider } from '../../messaging/index.ts'
import { useMessagingHost } from './useMessagingHost.ts'

// As long as the window: it listens to main, and there is one main.
let made: MessagingClient | null = null
const clientOf = (bridge: DeskBridge): MessagingClient => (made ??= deskMessaging(bridge))

/** The message components on this desk's own data. */
export function DeskMessaging({ children }: { children: ReactNode }) {
  const host = useMessagingHost()
  if (!window.desk) return null
  return (
    <MessagingProvider client={clientOf(window.desk)} host={host}>
      {children}
    </MessagingProvider>
  )
}
