const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/**
 * The form under which names are compared: lower case, accents and punctuation gone, one space between words.
 * "L'Écuyer-Bœuf" becomes "l ecuyer boeuf".
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[œæßøłđðþı]/g, (letter) => LIGATURES[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The folded words of a text; none for an empty one. */
export const words = (text: string): string[] => {
  const folded = fold(text)
  return folded ? folded.split(' ') : []
}
