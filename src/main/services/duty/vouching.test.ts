import { expect, it } from 'vitest'
import { textInMemory } from '../../../../tests/support/testDesk.ts'
import { seeded } from '../../../shared/random.ts'
import { openBook } from './book.ts'
import { createVouching } from './vouching.ts'

const DESK = '01900000-0000-7000-8000-000000000021'
const NADEGE = '01900000-0000-7000-8000-000000000011'
const HELENE = '01900000-0000-7000-8000-000000000012'
const HOUR = 3_600_000

function desk() {
  const random = seeded(3).bytes
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const book = openBook({
    file: textInMemory(),
    keyFile: textInMemory(),
    vault: { seal: () => null, open: () => null },
    random,
    log,
    meta: () => null,
  })
  let now = Date.parse('2026-11-22T08:00:00.000Z')
  const vouching = createVouching(book, { random, now: () => new Date(now) })
  const told: string[] = []
  const allow = async (id: string) => {
    if (!book.of(id)) book.put(id, { salt: '', hash: '', temporary: false, misses: 0 })
    await vouching.allow(DESK, id, (digest) => Promise.resolve(void told.push(digest)))
  }
  return { vouching, told, allow, later: (hours: number) => void (now += hours * HOUR) }
}

// Bug: a colleague who signed in here once could be signed for by their PIN for ever.
it('vouches for a shift, and again after the next sign-in under a key of its own', async () => {
  const { vouching, told, allow, later } = desk()
  await allow(NADEGE)
  const key = vouching.keyFor(DESK, NADEGE)
  later(15.9)
  expect(vouching.vouches(DESK, NADEGE)).toBe(true)
  later(0.2)
  expect(vouching.vouches(DESK, NADEGE)).toBe(false)
  // What they did until then is still sent.
  expect(vouching.keyFor(DESK, NADEGE)).toBe(key)
  await allow(NADEGE)
  expect(vouching.vouches(DESK, NADEGE)).toBe(true)
  expect(new Set(told).size).toBe(2)
  expect(vouching.keyFor(DESK, NADEGE)).not.toBe(key)
})

it('ends for whoever signs out, and for whoever works here no more, and for nobody else', async () => {
  const { vouching, allow } = desk()
  for (const id of [NADEGE, HELENE]) await allow(id)
  vouching.shiftOver([NADEGE, null])
  expect([NADEGE, HELENE].map((id) => vouching.vouches(DESK, id))).toEqual([false, true])
  expect(vouching.keyFor(DESK, NADEGE)).not.toBeNull()
  vouching.endOthers([NADEGE])
  expect([NADEGE, HELENE].map((id) => vouching.keyFor(DESK, id) === null)).toEqual([false, true])
})

it('speaks for a desk by a key of this computer alone', () => {
  const { vouching } = desk()
  expect(vouching.ofDesk(DESK)).toMatch(/^[0-9a-f]{64}$/)
  expect(vouching.ofDesk(DESK)).toBe(vouching.ofDesk(DESK))
  expect(vouching.ofDesk(DESK)).not.toBe(vouching.ofDesk(NADEGE))
})
