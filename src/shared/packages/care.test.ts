import { describe, expect, it } from 'vitest'
import { careOf, isNotHere } from './care.ts'

const here = { former: false, receives: true, vacant: false, absence: null }
const absence = { kind: 'hold', to: '2026-12-01', note: '' } as const

describe('the one thing to know of an addressee', () => {
  it.each([
    [here, null, false],
    [{ ...here, absence }, 'hold', false],
    [{ ...here, absence: { ...absence, kind: 'forward' as const } }, 'forward', false],
    [{ ...here, receives: false, absence }, 'not_receiving', true],
    [{ ...here, vacant: true }, 'vacant', true],
    [{ ...here, former: true, receives: false, absence }, 'moved_out', true],
  ])('%o: %s', (standing, kind, second) => {
    expect(careOf(standing)?.kind ?? null).toBe(kind)
    expect(isNotHere(standing)).toBe(second)
  })
})
