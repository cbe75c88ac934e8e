import { describe, expect, it } from 'vitest'
import { followJob } from './follow-job.ts'
import type { JobState, PrintTransport } from './transport.ts'

type Step = JobState | Error

/** A print system that answers with each step in turn, then repeats the last, on a clock of its own. */
function scripted(steps: Step[], afterCancel?: Step) {
  let now = 0
  let asked = 0
  let cancelled = 0
  const seen: JobState[] = []
  const waits: number[] = []
  const transport: PrintTransport = {
    kind: 'cups',
    forms: ['pdf'],
    check: () => Promise.reject(new Error('not asked')),
    listPrinters: async () => [],
    submit: async () => ({ ref: '1' }),
    state: async () => {
      const step = cancelled > 0 && afterCancel ? afterCancel : steps[Math.min(asked, steps.length - 1)]!
      asked += 1
      if (step instanceof Error) throw step
      return step
    },
    cancel: async () => {
      cancelled += 1
    },
  }
  const ports = {
    clock: () => now,
    sleep: async (ms: number) => {
      waits.push(ms)
      now += ms
    },
    timeoutMs: 10_000,
    onState: (state: JobState) => void seen.push(state),
  }
  return { transport, ports, seen, waits, cancels: () => cancelled }
}

const at = (state: JobState['state'], reason: string | null = null): JobState => ({ state, reason })

describe('followJob', () => {
  it('tells each change once and ends when printed', async () => {
    const run = scripted([at('queued'), at('queued'), at('sent'), at('printed')])
    expect(await followJob(run.transport, '1', run.ports)).toEqual(at('printed'))
    expect(run.seen).toEqual([at('queued'), at('sent'), at('printed')])
    expect(run.waits.every((wait, i) => i === 0 || wait >= run.waits[i - 1]!)).toBe(true)
    expect(run.cancels()).toBe(0)
  })
  it('rides out a print system that does not answer for a while', async () => {
    const run = scripted([new Error('away'), new Error('away'), at('printed')])
    expect(await followJob(run.transport, '1', run.ports)).toEqual(at('printed'))
  })
  it('takes a late job back before calling it failed, so that it cannot come out beside its replacement', async () => {
    const run = scripted([at('sent', 'not responding')], at('failed', 'cancelled'))
    expect(await followJob(run.transport, '1', run.ports)).toEqual(at('failed', 'not responding\ncancelled'))
    expect(run.cancels()).toBe(1)
  })
  it('believes the paper: a job printed while it was being cancelled is printed', async () => {
    const run = scripted([at('sent')], at('printed'))
    expect(await followJob(run.transport, '1', run.ports)).toEqual(at('printed'))
  })
  it('warns that a job which could not be taken back may still come out', async () => {
    const run = scripted([at('sent', 'busy')])
    const stuck: PrintTransport = { ...run.transport, cancel: () => Promise.reject(new Error('no')) }
    expect(await followJob(stuck, '1', run.ports)).toEqual(at('failed', 'busy\nmay-still-print'))
  })
  it('clears a failed job out of the print system, where a restart would print it', async () => {
    const run = scripted([at('failed', 'given up')])
    expect(await followJob(run.transport, '1', run.ports)).toEqual(at('failed', 'given up'))
    expect(run.cancels()).toBe(1)
  })
  it('waits for a printer that says what it lacks, however long the roll takes to fetch', async () => {
    const run = scripted([...Array.from({ length: 40 }, () => at('attention', 'media-empty')), at('printed')])
    expect(await followJob(run.transport, '1', run.ports)).toEqual(at('printed'))
    expect(run.waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(run.ports.timeoutMs)
    expect(run.cancels()).toBe(0)
  })
  it('ends with a job of which nothing more will be heard, and with one that nobody waits for', async () => {
    const quiet = scripted([{ state: 'sent', reason: 'no-read-back', settled: true }])
    expect(await followJob(quiet.transport, '1', quiet.ports)).toMatchObject({ state: 'sent', settled: true })
    const removed = scripted([at('attention', 'media-empty')])
    await followJob(removed.transport, '1', { ...removed.ports, isOver: () => true })
    expect(removed.seen).toEqual([])
    expect(removed.waits).toEqual([])
  })
})
