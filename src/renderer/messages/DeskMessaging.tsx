import { createContext, use, type ReactNode } from 'react'
import type { MessagingClient } from '../../shared/messaging/client.ts'
import { MessagingProvider } from '../../messaging/index.ts'
import { useMessagingHost } from './useMessagingHost.ts'

/** The window's one client of messaging, made when it is first wanted: it listens to main, and there is one main. */
export const MessagingClientContext = createContext<() => MessagingClient | null>(() => null)

/** The message components on this desk's own data. */
export function DeskMessaging({ children }: { children: ReactNode }) {
  const client = use(MessagingClientContext)()
  const host = useMessagingHost()
  return (
    client && (
      <MessagingProvider client={client} host={host}>
        {children}
      </MessagingProvider>
    )
  )
}
