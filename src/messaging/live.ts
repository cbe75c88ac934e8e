import type { QueryClient } from '@tanstack/react-query'
import type { Connection, MessagingClient, Present } from '../shared/messaging/client.ts'

/** What the client tells without being asked. */
export interface Live {
  /** Begins to hear the client; returns the way to stop. */
  listen: () => () => void
  subscribe: (listener: () => void) => () => void
  present: (conversationId: string) => readonly Present[]
  connection: () => Connection
}

const NOBODY: readonly Present[] = []
/** Answers that a change in any conversation may alter. */
const OF_ALL = new Set(['conversations', 'counts', 'search', 'announcements', 'recipients', 'templates'])

/** Turns what the client tells into fresh answers and into the state of line and presence. */
export function createLive(client: MessagingClient, queries: QueryClient): Live {
  const listeners = new Set<() => void>()
  const people = new Map<string, readonly Present[]>()
  let connection = client.connection()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const refresh = (ids: readonly string[] | null) => {
    const touched = ids && new Set(ids)
    void queries.invalidateQueries({
      predicate: ({ queryKey: [kind, id] }) => touched === null || OF_ALL.has(String(kind)) || touched.has(String(id)),
    })
  }
  return {
    listen: () => {
      connection = client.connection()
      return client.subscribe((event) => {
        if (event.type === 'changed') refresh(event.conversationIds)
        else if (event.type === 'presence') people.set(event.conversationId, event.people)
        else if (event.type === 'connection') connection = event.connection
        if (event.type !== 'changed') tell()
      })
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    present: (id) => people.get(id) ?? NOBODY,
    connection: () => connection,
  }
}
