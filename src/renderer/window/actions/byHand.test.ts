import { beforeEach, describe, expect, it } from 'vitest'
import { createByHand, mustBeByHand } from './byHand.ts'

const GAP = 50
let at = 0
let done: string[] = []
let timers: { run: () => void; due: number }[] = []
const make = () =>
  createByHand({
    gapMs: () => GAP,
    later: (ms, run) => {
      const timer = { run, due: at + ms }
      timers.push(timer)
      return timer
    },
    cancel: (timer) => void (timers = timers.filter((each) => each !== timer)),
  })
let keys = make()
beforeEach(() => {
  at = 1000
  done = []
  timers = []
  keys = make()
})

const key = (name: string, more = {}) => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  timeStamp: at,
  ...more,
})
const type = (text: string, gap: number) => {
  for (const letter of text) {
    keys.hear(key(letter))
    pass(gap)
  }
}
const press = (name: string) => {
  keys.hear(key(name))
  keys.press(key(name), () => done.push(name))
}
function pass(ms: number): void {
  at += ms
  const due = timers.filter((timer) => timer.due <= at)
  timers = timers.filter((timer) => timer.due > at)
  for (const { run } of due) run()
}

// Bug: a gun whose F9 is mapped undid the last act by its first key.
describe('a key that acts', () => {
  it('acts by hand', () => {
    press('F9')
    expect(done).toEqual([])
    pass(GAP + 10)
    expect(done).toEqual(['F9'])
  })

  it('a gun with a mapped F9 types it before or after its code', () => {
    press('F9')
    pass(4)
    type('1Z999', 4)
    pass(500)
    type('1Z999', 4)
    press('F9')
    pass(500)
    expect(done).toEqual([])
  })

  it('acts after typing, and each time that it is hit', () => {
    type('bonjour', 90)
    press('F9')
    pass(200)
    press('F9')
    pass(200)
    expect(done).toEqual(['F9', 'F9'])
  })

  // Bug: Escape and then F1: the help opened first, and the Escape of before closed it.
  it('is waited for by what is pressed after it', () => {
    expect(keys.isWaiting()).toBe(false)
    press('Escape')
    expect(keys.isWaiting()).toBe(true)
    press('F1')
    pass(GAP + 10)
    expect(done).toEqual(['Escape', 'F1'])
    expect(keys.isWaiting()).toBe(false)
  })

  // Bug: Escape was lost when F9 came before its time had passed.
  it('waits for the one before it, and all go when a character comes', () => {
    press('Escape')
    pass(5)
    press('F9')
    pass(GAP + 10)
    expect(done).toEqual(['Escape', 'F9'])
    press('Escape')
    pass(5)
    press('F9')
    pass(5)
    type('1Z999', 4)
    pass(500)
    expect(done).toEqual(['Escape', 'F9'])
  })

  it('is not held up by other keys that are no characters', () => {
    press('Escape')
    pass(5)
    keys.hear(key('Shift'))
    keys.hear(key('F2'))
    keys.hear(key('k', { ctrlKey: true }))
    pass(GAP + 10)
    expect(done).toEqual(['Escape'])
  })
})

it('names the keys that undo, redo, confirm and leave', () => {
  expect(['F9', 'Shift+F9', 'F12', 'Escape'].every(mustBeByHand)).toBe(true)
  expect(['F2', 'Ctrl+K', 'Enter'].some(mustBeByHand)).toBe(false)
})
