import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { createFeedback } from '../../window/feedback/store.ts'
import { answersOf } from './useAct.tsx'

/** An act that is on its way from a screen; the test ends it, before or after the screen has been left. */
function sent() {
  const feedback = createFeedback(() => undefined)
  const { promise, resolve, reject } = Promise.withResolvers<{ actId: string }>()
  const after = vi.fn<() => void>()
  const orElse = vi.fn<() => void>()
  let here = true
  const observer = new MutationObserver(new QueryClient({ defaultOptions: { mutations: { networkMode: 'always' } } }), {
    mutationFn: () => promise,
    ...answersOf<{ actId: string }, void>(feedback, () => here, { says: () => ({ title: 'done' }), after, orElse }),
  })
  const unmount = observer.subscribe(() => undefined)
  const over = observer.mutate().catch(() => undefined)
  const leave = () => {
    here = false
    unmount()
  }
  return { feedback, leave, over, resolve, reject, after, orElse }
}

// Bug: callbacks given to mutate() are dropped with the screen, so that a refusal was told nowhere.
describe('an act whose screen was left before the answer came', () => {
  it('tells its refusal in the banner', async () => {
    const { feedback, leave, over, reject, orElse } = sent()
    leave()
    reject(new Error('DISK_FULL'))
    await over
    expect(feedback.shown.get()?.tone).toBe('error')
    expect(orElse).not.toHaveBeenCalled()
  })

  it('tells that it is done, with its undo, and moves nobody away from where they went', async () => {
    const { feedback, leave, over, resolve, after } = sent()
    leave()
    resolve({ actId: 'a' })
    await over
    expect(feedback.shown.get()).toMatchObject({ tone: 'ok', title: 'done', actions: [{}] })
    expect(after).not.toHaveBeenCalled()
  })
})

describe('an act whose screen still stands', () => {
  it('leaves a refusal to the screen, which shows it where it was asked for', async () => {
    const { feedback, over, reject, orElse } = sent()
    reject(new Error('DISK_FULL'))
    await over
    expect(feedback.shown.get()).toBeNull()
    expect(orElse).toHaveBeenCalledOnce()
  })

  it('goes on there when it is done', async () => {
    const { over, resolve, after } = sent()
    resolve({ actId: 'a' })
    await over
    expect(after).toHaveBeenCalledOnce()
  })
})
