import { createStore, type Readable } from '@tanstack/react-store'

/** A conversation in which a resident has just written. */
export interface News {
  conversationId: string
  name: string
  unit: string | null
  /** Messages since it was last looked at from here. */
  count: number
}

export interface NewsStore {
  /** Says it, or one more; the newest stands first. */
  add: (news: Omit<News, 'count'>) => void
  /** It has been opened, or put aside. */
  settle: (conversationId: string) => void
  list: Readable<readonly News[]>
}

const KEPT = 3

/** What residents wrote and nobody has opened yet. Apart from the banner, which belongs to the last scan. */
export function createNews(): NewsStore {
  const list = createStore<readonly News[]>([])
  const put = (next: readonly News[]) => list.setState(() => next)
  const others = (id: string) => list.get().filter(({ conversationId }) => conversationId !== id)
  return {
    add: (one) => {
      const before = list.get().find(({ conversationId }) => conversationId === one.conversationId)
      put([{ ...one, count: (before?.count ?? 0) + 1 }, ...others(one.conversationId)].slice(0, KEPT))
    },
    settle: (id) => {
      if (list.get().some(({ conversationId }) => conversationId === id)) put(others(id))
    },
    list,
  }
}
