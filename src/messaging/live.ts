import type { QueryClient } from '@tanstack/react-query'
import { createStore, type Readable } from '@tanstack/react-store'
import type { Connection, MessagingClient, Present } from '../shared/messaging/client.ts'

/** What the client tells without being asked. */
export interface Live {
  /** Begins to hear the client; returns the way to stop. */
  listen: () => () => void
  state: Readable<LiveState>
}

export interface LiveState {
  connection: Connection
  /** Everybody else, by the conversation that they are at. */
  present: Readonly<Record<string, readonly Present[]>>
}

/** Answers that a change in any conversation may alter. */
const OF_ALL = new Set(['conversations', 'counts', 'search', 'announcements', 'recipients', 'templates'])

/** Turns what the client tells into fresh answers and into the state of line and presence. */
export function createLive(client: MessagingClient, queries: QueryClient): Live {
  const state = createStore<LiveState>({ connection: client.connection(), present: {} })
  const set = (change: (now: LiveState) => Partial<LiveState>) => state.setState((now) => ({ ...now, ...change(now) }))
  const refresh = (ids: readonly string[] | null) => {
    const touched = ids && new Set(ids)
    void queries.invalidateQueries({
      predicate: ({ queryKey: [kind, id] }) => touched === null || OF_ALL.has(String(kind)) || touched.has(String(id)),
    })
  }
  return {
    listen: () => {
      set(() => ({ connection: client.connection() }))
      return client.subscribe((event) => {
        if (event.type === 'changed') refresh(event.conversationIds)
        else if (event.type === 'presence')
          set(({ present }) => ({ present: { ...present, [event.conversationId]: event.people } }))
        else if (event.type === 'connection') set(() => ({ connection: event.connection }))
      })
    },
    state,
  }
}
