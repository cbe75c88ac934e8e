import { describe, expect, it } from 'vitest'
import { watchIdle } from './idle.ts'

const MINUTE = 60_000

function world(minutes = 5) {
  const w = { at: 0, signing: false, locks: 0, look: () => {}, stopped: false }
  const idle = watchIdle(minutes, {
    now: () => w.at,
    every: (_, run) => {
      w.look = run
      return () => void (w.stopped = true)
    },
    isSigning: () => w.signing,
    lock: () => void w.locks++,
  })
  const pass = (ms: number) => {
    w.at += ms
    w.look()
    return w.locks
  }
  return { w, idle, pass }
}

describe('the lock of a desk that nobody touches', () => {
  it('comes when its minutes are over and not before, and a hand begins them anew', () => {
    const { idle, pass } = world()
    expect(pass(5 * MINUTE - 1)).toBe(0)
    idle.touched()
    expect(pass(5 * MINUTE - 1)).toBe(0)
    expect(pass(1)).toBe(1)
  })

  it('never comes by itself where nobody wants it', () => {
    expect(world(0).pass(1000 * MINUTE)).toBe(0)
  })

  it('comes at once when the computer is locked or goes to sleep, also where it never comes by itself', () => {
    const { w, idle } = world(0)
    idle.away()
    expect(w.locks).toBe(1)
  })

  // Bug: the lock fell over a resident's hand, and their signature was lost.
  it('waits for the end of a signature', () => {
    const { w, idle, pass } = world()
    w.signing = true
    idle.away()
    expect(pass(10 * MINUTE)).toBe(0)
    w.signing = false
    expect(pass(1000)).toBe(1)
  })

  it('ends with its stop', () => {
    const { w, idle } = world()
    idle.stop()
    expect(w.stopped).toBe(true)
  })
})
