import { Worker } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import { createAskedThread } from './asked.ts'

const WORK = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', ({ id, what: { say } }) => {
  if (say === 'end') process.exit(7)
  if (say === 'break') throw new Error('broken')
  if (say === 'refuse') return parentPort.postMessage({ id, refused: { code: 'NO_FILE_OPEN', data: undefined } })
  if (say === 'fail') return parentPort.postMessage({ id, failed: 'no such thing' })
  if (say !== 'nothing') parentPort.postMessage({ id, ok: say })
})`

function asked(timeoutMs?: number) {
  let started = 0
  const thread = createAskedThread({
    name: 'trial',
    start: () => {
      started++
      return new Worker(WORK, { eval: true })
    },
    broken: () => new Error('it broke'),
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  onTestFinished(() => thread.close(new Error('over')))
  return { ...thread, started: () => started }
}

it('gives each answer to its question, and what was thrown as what it was', async () => {
  const { ask, started } = asked()
  expect(await Promise.all([ask({ say: 'a' }), ask({ say: 'b' })])).toEqual(['a', 'b'])
  await expect(ask({ say: 'refuse' })).rejects.toMatchObject({ code: 'NO_FILE_OPEN' })
  await expect(ask({ say: 'fail' })).rejects.toThrow('no such thing')
  expect(started()).toBe(1)
})

// Bug: a question to a thread that is no longer there is never answered, and neither is the next one.
it.each([
  ['end', 'The trial thread ended with 7'],
  ['break', 'it broke'],
  ['nothing', 'The trial thread does not answer'],
])('a thread that does this: %s, fails those who wait, and the next question gets a new one', async (say, words) => {
  const { ask, started } = asked(say === 'nothing' ? 1500 : undefined)
  await Promise.all([
    expect(ask({ say: 'nothing' })).rejects.toThrow(words),
    expect(ask({ say })).rejects.toThrow(words),
  ])
  expect(await ask({ say: 'a' })).toBe('a')
  expect(started()).toBe(2)
})

it('closing tells those who wait why', async () => {
  const { ask, close } = asked()
  await Promise.all([expect(ask({ say: 'nothing' })).rejects.toThrow('shut'), close(new Error('shut'))])
})
