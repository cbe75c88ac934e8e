import { expect, it } from 'vitest'
import { normalisePassphrase, strengthOf } from './passphrase.ts'

it.each([
  ['', 'short'],
  ['Tr4mbl@y!', 'short'],
  ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['123456789012345', 'weak'],
  ['abcdefghijklmnop', 'weak'],
  ['loftsloftsloftslofts', 'weak'],
  ['concierge2026', 'weak'],
  ['lofts lofts lofts lofts lofts', 'weak'],
  ['quatre bateaux lanterne', 'weak'],
  ['quatre bateaux lanterne orage', 'fair'],
  ['quatre bateaux lanterne orage prune', 'strong'],
  ['x7#Kp2!vQ9mZ4&', 'strong'],
])('%j is %s', (passphrase, strength) => expect(strengthOf(passphrase)).toBe(strength))

// Bug: typed on a Mac, the same passphrase opened nothing on Windows.
it('an accent typed in two ways is one passphrase', () => {
  expect(normalisePassphrase('e\u0301cru')).toBe(normalisePassphrase('\u00e9cru'))
})
