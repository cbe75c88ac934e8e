type Language = 'fr' | 'en'

/** Somebody in a list of names. */
export interface Named {
  family: string
  given: string
}

/**
 * Compares texts as a list in the language does: capitals, accents, apostrophes, hyphens and blanks settle only ties,
 * so that "da Silva" stands among the Ds and "Étienne" among the Es.
 */
export const textOrder = (language: Language): ((a: string, b: string) => number) => {
  const { compare } = new Intl.Collator(language === 'fr' ? 'fr-CA' : 'en-CA', {
    ignorePunctuation: true,
    numeric: true,
  })
  return compare
}

/** Compares people by family name, then given name. */
export const nameOrder = (language: Language): ((a: Named, b: Named) => number) => {
  const compare = textOrder(language)
  return (a, b) => compare(a.family, b.family) || compare(a.given, b.given)
}

/** Compares units, shelves and the like as people count: 101, 304, 1010, A-204, PH2, PH10. No number comes last. */
export const unitOrder = (): ((a: string | null, b: string | null) => number) => {
  const { compare } = new Intl.Collator('en', { numeric: true })
  return (a, b) => (a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b))
}
