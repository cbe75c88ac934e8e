import { describe, expect, it } from 'vitest'
import { matches } from './matches.ts'

describe('the palette', () => {
  it('finds a command without its accents and by any word', () => {
    expect(matches('reglages', 'Réglages imprimante')).toBe(true)
    expect(matches('impr', 'Réglages imprimante')).toBe(true)
    expect(matches('F8', 'Français / English F8')).toBe(true)
    expect(matches('', 'anything')).toBe(true)
  })

  it('wants every typed word', () => {
    expect(matches('annuler xyz', 'Annuler la dernière action')).toBe(false)
  })
})
