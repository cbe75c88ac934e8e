import { describe, expect, it } from 'vitest'
import { phoneReader } from './readPhone.ts'

describe('a telephone', () => {
  // Bug: "514 555-0123 poste 12" was a number of twelve digits that nobody found, and "011 33 …" one of no country.
  it.each([
    ['514 555-0123', '+15145550123', null],
    ['(514) 555-0123', '+15145550123', null],
    ['514.555.0123', '+15145550123', null],
    ['1-514-555-0123', '+15145550123', null],
    ['+1 514 555 0123', '+15145550123', null],
    ['514 555‑0123', '+15145550123', null],
    ['514 555-0123 poste 12', '+15145550123', '12'],
    ['514-555-0123 p. 12', '+15145550123', '12'],
    ['514 555-0123, #4', '+15145550123', '4'],
    ['514 555-0123 x12', '+15145550123', '12'],
    ['514 555-0123 ext. 12', '+15145550123', '12'],
    ['514 555-0123 (cell)', '+15145550123', null],
    ['+33 6 12 34 56 78', '+33612345678', null],
    ['011 33 6 12 34 56 78', '+33612345678', null],
    // Marked, never refused: too short, spoiled by a spreadsheet, two in one, letters, no number at all.
    ['555-0123', null, null],
    ['5,14E+09', null, null],
    ['514 555-0123 / 438 555-0199', null, null],
    ['1-800-FLOWERS', null, null],
    ['demander au voisin', null, null],
    ['', null, null],
  ])('written %s is %s', async (typed, e164, extension) => {
    const read = await phoneReader('CA')
    expect(read(typed)).toEqual({ e164, extension })
  })

  it('of a building elsewhere is read as people write it there', async () => {
    expect((await phoneReader('FR'))('06 12 34 56 78').e164).toBe('+33612345678')
    expect((await phoneReader('nowhere'))('514 555-0123').e164).toBe('+15145550123')
  })
})
