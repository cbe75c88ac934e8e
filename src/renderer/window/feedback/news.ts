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
  current: () => readonly News[]
  subscribe: (listener: () => void) => () => void
}

const KEPT = 3

/** What residents wrote and nobody has opened yet. Apart from the banner, which belongs to the last scan. */
export function createNews(): NewsStore {
  let news: readonly News[] = []
  const listeners = new Set<() => void>()
  const put = (next: readonly News[]) => {
    news = next
    for (const listener of listeners) listener()
  }
  const others = (id: string) => news.filter(({ conversationId }) => conversationId !== id)
  return {
    add: (one) => {
      const before = news.find(({ conversationId }) => conversationId === one.conversationId)
      put([{ ...one, count: (before?.count ?? 0) + 1 }, ...others(one.conversationId)].slice(0, KEPT))
    },
    settle: (id) => {
      if (news.some(({ conversationId }) => conversationId === id)) put(others(id))
    },
    current: () => news,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
