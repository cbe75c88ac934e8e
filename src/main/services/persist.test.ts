import { expect, it } from 'vitest'
import { DeskError } from '../../shared/contract/errors.ts'
import { createPersist } from './persist.ts'

function background() {
  const told: string[] = []
  const lines: string[] = []
  const waits: number[] = []
  const persist = createPersist({
    log: { info: () => {}, warn: () => {}, error: (event) => void lines.push(event) },
    tell: (code) => void told.push(code),
    later: (ms, run) => {
      waits.push(ms)
      queueMicrotask(run)
      return () => {}
    },
  })
  return { persist, told, lines, waits }
}

// Bug: a full disk met by a timer ended the work for the rest of the day, and nobody was told.
it('tries again, longer each time, tells once and ends when it is done', async () => {
  const { persist, told, lines, waits } = background()
  let left = 7
  await persist('labels', () => {
    if (left-- > 0) throw new DeskError('DISK_FULL')
  })
  expect(told).toEqual(['DISK_FULL'])
  expect(lines).toHaveLength(7)
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

it('tells a fault of the disk as one, and ends when the replica is closed', async () => {
  const { persist, told } = background()
  const faults = [Object.assign(new Error('no'), { code: 'ENOSPC' }), new DeskError('NOT_READY')]
  await persist('arrivals', () => Promise.reject(faults.shift()))
  expect(told).toEqual(['DISK_FULL'])
})
