import { expect, it } from 'vitest'
import { createKept, type KeptState } from './kept.ts'

// Bug: what one window kept stood in a module, and was there in the next window that a test opened.
it('keeps each thing apart, from its beginning, in each window', () => {
  const filters: KeptState<{ text: string }> = { start: { text: '' } }
  const search: KeptState<string> = { start: '' }
  const kept = createKept()
  kept(filters).setState((now) => ({ ...now, text: 'trem' }))
  kept(search).setState(() => '1204')
  expect([kept(filters).get(), kept(search).get()]).toEqual([{ text: 'trem' }, '1204'])
  expect(createKept()(filters).get()).toEqual({ text: '' })
})
