import { describe, expect, it, vi } from 'vitest'
import { createNews } from './news.ts'

const from = (conversationId: string) => ({ conversationId, name: 'Anh', unit: '1204' })

describe('what residents wrote meanwhile', () => {
  it('stands once for each conversation, newest first, and never fills the column', () => {
    const news = createNews()
    for (const id of ['a', 'b', 'a', 'c', 'd']) news.add(from(id))
    expect(news.list.get().map(({ conversationId, count }) => `${conversationId}${count}`)).toEqual(['d1', 'c1', 'a2'])
  })

  it('goes when the conversation is opened, and tells nobody when there was nothing', () => {
    const news = createNews()
    const heard = vi.fn<() => void>()
    news.add(from('a'))
    news.list.subscribe(heard)
    news.settle('b')
    expect(heard).not.toHaveBeenCalled()
    news.settle('a')
    expect(news.list.get()).toEqual([])
    expect(heard).toHaveBeenCalledOnce()
  })
})
