import { expect, it } from 'vitest'
import { CalledOff, createRequests } from './requests.ts'

const clock = { now: () => new Date(0), monotonic: () => 0, later: () => () => undefined }

// Bug: work that failed because it was called off was told as a fault, and tried again beside what had begun anew.
it.each([
  ['fails', () => Promise.reject(new Error('the file is closed'))],
  ['succeeds', () => Promise.resolve(1)],
])('work that %s after it was called off is nobody’s', async (_, work) => {
  const requests = createRequests(clock)
  const waiting = requests.fenced(work())
  requests.callOff()
  await expect(waiting).rejects.toBeInstanceOf(CalledOff)
})
it('a failure of work that is still wanted is told', async () => {
  await expect(createRequests(clock).fenced(Promise.reject(new Error('full')))).rejects.toThrow('full')
})
// Bug: of several requests under way only the last one was called off; the others kept their line and their timers.
it('calls off every request that is under way', async () => {
  const requests = createRequests(clock)
  const signals: AbortSignal[] = []
  for (let n = 0; n < 3; n++)
    void requests
      .run(1000, (signal) => {
        signals.push(signal)
        return new Promise(() => undefined)
      })
      .catch(() => undefined)
  requests.callOff()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
})
