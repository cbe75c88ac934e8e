import { describe, expect, it } from 'vitest'
import { excerpt, wordsBeyond } from './excerpt.ts'
import type { SearchHit } from './schema.ts'

const hit = (found: string, subject: string, names: string[] = ['Zoé  Roy']): SearchHit => ({
  conversation: {
    id: 'c',
    subject,
    unit: null,
    residents: names.map((name) => ({ id: name, name, language: 'fr', gone: false })),
  },
  messageId: null,
  offset: null,
  excerpt: excerpt(found, ['zoe', 'parking']),
  at: null,
})
const said = (one: SearchHit) =>
  wordsBeyond(one)
    .map(({ text }) => text)
    .join('')

// Bug: a conversation that was found by a name showed that name twice, and nothing of what it is about.
describe('the words of a hit', () => {
  it('are the subject where the name was found, of whichever of them', () => {
    expect(said(hit('Zoé  Roy', 'Parking'))).toBe('Parking')
    expect(said(hit('Luc Roy', 'Parking', ['Zoé Roy', 'Luc Roy']))).toBe('Parking')
    expect(said(hit('Zoé Roy', '', ['Zoé Roy']))).toBe('')
  })
  it('are what was found, where that is more than the name', () => {
    expect(said(hit('Parking', 'Parking'))).toBe('Parking')
    expect(said(hit('Zoé parks here', 'Parking'))).toBe('Zoé parks here')
    expect(wordsBeyond(hit('Parking', 'Parking'))).toEqual([{ text: 'Parking', match: true }])
  })
  it('are none where the subject stands for a name', () => expect(said(hit('Parking', 'Parking', []))).toBe(''))
})
