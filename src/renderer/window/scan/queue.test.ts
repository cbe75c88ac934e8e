import { describe, expect, it } from 'vitest'
import { createQueue } from './queue.ts'

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('the scan queue', () => {
  it('answers two scans in the order they came, though the first one takes longer', async () => {
    const done: string[] = []
    const queue = createQueue(() => {})
    void queue.add(async () => {
      await later(20)
      done.push('first')
    })
    await queue.add(async () => {
      done.push('second')
    })
    expect(done).toEqual(['first', 'second'])
  })

  it('goes on after a scan that failed, and says so', async () => {
    const errors: unknown[] = []
    const queue = createQueue((error) => errors.push(error))
    let ran = false
    void queue.add(() => Promise.reject(new Error('store closed')))
    await queue.add(async () => {
      ran = true
    })
    expect(ran).toBe(true)
    expect(errors).toHaveLength(1)
  })
})
