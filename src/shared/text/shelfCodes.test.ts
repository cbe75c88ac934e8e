import { describe, expect, it } from 'vitest'
import { makeOwnCode } from '../scan/ownCode.ts'
import { readShelfCode, readShelfCodes, SHELVES_MOST } from './shelfCodes.ts'

describe('shelves typed as ranges', () => {
  it('are counted up like units, each once', () => {
    expect(readShelfCodes('E1-E6, COLD')).toEqual({
      codes: ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'COLD'],
      problems: [],
    })
    expect(readShelfCodes('e1 à e3; E3\nA-C')).toMatchObject({ codes: ['E1', 'E2', 'E3', 'A', 'B', 'C'] })
    expect(readShelfCodes('  ,, ')).toEqual({ codes: [], problems: [] })
  })

  // Bug: a shelf whose code no barcode can hold was made, and its label failed each time.
  it('have codes that their barcode can hold, or are named', () => {
    for (const good of ['réserve', 'froid', 'sol 2', 'Z999999999']) {
      const code = readShelfCode(good)
      expect(code, good).not.toBeNull()
      expect(() => makeOwnCode('shelf', code!)).not.toThrow()
    }
    for (const bad of ['E_1', 'E-1', '冷', '...', 'ABCDEFGHIJK', '']) expect(readShelfCode(bad), bad).toBeNull()
    expect(readShelfCodes('E1, E/2, ABCDEFGHIJKLMNOPQRSTUV')).toEqual({
      codes: ['E1'],
      problems: [
        { text: 'ABCDEFGHIJKLMNOPQRSTUV', problem: 'no_code' },
        { text: 'E/2', problem: 'no_code' },
      ],
    })
  })

  it('are no more than a printer is given at once', () => {
    const { codes, problems } = readShelfCodes('E1-E300')
    expect(codes).toHaveLength(SHELVES_MOST)
    expect(problems[0]).toEqual({ text: 'E201', problem: 'too_many' })
  })
})
