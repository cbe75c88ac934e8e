import { expect, it } from 'vitest'
import { keepOwnTexts, readOwnTexts, textsOf } from './own.ts'
import { DEFAULT_TEXTS } from './words.ts'

it('own words stand in place of the usual ones, each for itself', () => {
  const own = { arrived: { fr: { body: 'Venez.' } } }
  expect(textsOf(own, 'fr', 'arrived', false)).toEqual({ ...DEFAULT_TEXTS.fr.arrived, body: 'Venez.' })
  expect(textsOf(own, 'en', 'arrived', false)).toEqual(DEFAULT_TEXTS.en.arrived)
  expect(textsOf({}, 'en', 'problem', true).body).toContain('answer this email')
})

// Bug: Postgres keeps the names of an object in its own order; what came back looked changed, and F9 refused to take it back.
it('are kept in the order in which the project gives them back', () => {
  const kept = keepOwnTexts({ reminder: { fr: { subject: 's' } } }, 'en', 'arrived', {
    subject: 's',
    slip: 'p',
    sms: 'm',
  })
  expect(kept).toBe('{"arrived":{"en":{"sms":"m","slip":"p","subject":"s"}},"reminder":{"fr":{"subject":"s"}}}')
  expect(keepOwnTexts(readOwnTexts(kept), 'en', 'arrived', {})).toBe('{"reminder":{"fr":{"subject":"s"}}}')
})

// Bug: a column that another version wrote stopped the slips and the texts to copy of a desk.
it('say nothing where nobody can read them', () => {
  for (const kept of ['{}', 'null', '[]', '7', '{"arrived":7}', '{"arrived":{"fr":null}}', '{"x":{"fr":{"body":"b"}}}'])
    expect([kept, readOwnTexts(kept)]).toEqual([kept, {}])
  expect(readOwnTexts('{"arrived":{"fr":{"body":"b","sms":7},"de":{}}}')).toEqual({ arrived: { fr: { body: 'b' } } })
})
