import { describe, expect, it } from 'vitest'
import { words } from '../../../shared/text/fold.ts'
import { oneTypoApart, scoreEntry, tokensOf, type Entry } from './rank.ts'

const person = (name: string, unit: string, more: Partial<Entry> & { alias?: string } = {}): Entry => ({
  residentId: name,
  unitId: unit,
  name,
  unitNumber: unit,
  kind: 'tenant',
  former: false,
  receives: true,
  vacant: false,
  language: 'fr',
  absence: null,
  nameWords: words(name),
  aliases: more.alias ? [{ alias: more.alias, words: words(more.alias) }] : [],
  unitKey: unit,
  ...more,
})

const rank = (entries: Entry[], text: string, forgiving = false): string[] =>
  entries
    .map((entry) => ({ entry, match: scoreEntry(entry, tokensOf(text), forgiving) }))
    .filter(({ match }) => match)
    .toSorted((a, b) => b.match!.score - a.match!.score)
    .map(({ entry }) => entry.name || entry.unitNumber!)

const zoe = person('Zoé Tremblay', '1204')
const old = person('Luc Tremblay', '1204', { former: true })
const roy = person('Marc Roy', '1201', { alias: 'Studio Trembley' })
const unit: Entry = { ...person('', '1204'), residentId: null, kind: 'unit' }

describe('finding an addressee', () => {
  const all = [unit, old, roy, zoe, person('Anne Côté', '804')]
  it('ignores accents, takes unit and name in any order, and puts who moved out last', () => {
    expect(rank(all, 'zoe')).toEqual(['Zoé Tremblay'])
    expect(rank(all, 'Trembl 12')).toEqual(['Zoé Tremblay', 'Marc Roy', 'Luc Tremblay'])
    expect(rank(all, '1204')).toEqual(['Zoé Tremblay', '1204', 'Luc Tremblay'])
    expect(rank(all, 'cote')).toEqual(['Anne Côté'])
  })
  it('forgives one wrong letter and asks every word to match', () => {
    expect(rank(all, 'trenblay', true)).toContain('Zoé Tremblay')
    expect(rank(all, 'zoe 804')).toEqual([])
    expect(oneTypoApart('trembaly', 'tremblay')).toBe(true)
    expect(oneTypoApart('roi', 'tremblay')).toBe(false)
  })
  it('puts an owner who lives elsewhere after all who receive parcels in the unit, before who moved out', () => {
    const owner = person('Ada Abel', '1204', { receives: false, kind: 'owner' })
    expect(rank([owner, ...all], '1204')).toEqual(['Zoé Tremblay', '1204', 'Ada Abel', 'Luc Tremblay'])
  })
  it('names the alias that matched', () => {
    expect(scoreEntry(roy, tokensOf('studio'))?.alias).toBe('Studio Trembley')
  })
})
