import { describe, expect, it } from 'vitest'
import { matches } from './matches.ts'

describe('the palette', () => {
  it('finds a command without its accents and by any word', () => {
    expect(matches('reglages', 'Réglages imprimante')).toBe(true)
    expect(matches('impr', 'Réglages imprimante')).toBe(true)
    expect(matches('F8', 'Français / English F8')).toBe(true)
    expect(matches('', 'anything')).toBe(true)
  })

  // Bug: what was typed was split at blanks only, the text at apostrophes too, so that "l'état" found nothing.
  it.each(["l'état", 'l’état', 'lʼétat', "L'ETAT", 'etat', "d'impr", 'ctrl+k', 'Ctrl K'])('finds %s', (typed) => {
    expect(matches(typed, 'Voir l’état d’imprimante Ctrl+K')).toBe(true)
    expect(matches(typed, "Voir l'état d'imprimante Ctrl+K")).toBe(true)
  })

  it('wants every typed word', () => {
    expect(matches('annuler xyz', 'Annuler la dernière action')).toBe(false)
  })
})
