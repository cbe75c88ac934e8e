const LONGEST_GRAPHEMES = 200
const MOST_MARKS = 2

/** Stands for what no font can draw, once per stretch however long: a row of empty boxes reads as a printer fault. */
export const REPLACEMENT = '\uFFFD'

/** User-perceived characters: an accent or an emoji's parts are never cut from their base. */
export function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter('fr', { granularity: 'grapheme' }).segment(text), (part) => part.segment)
}

/**
 * One printable line from whatever was typed, pasted or imported: control, direction and joining characters removed
 * (they could reorder or hide letters), spaces collapsed, towers of combining marks cut down to what one line can hold.
 */
export function cleanLabelText(raw: string): string {
  const text = raw
    .slice(0, LONGEST_GRAPHEMES * 16)
    .normalize('NFC')
    .replace(/\p{Cs}/gu, REPLACEMENT)
    .replace(/\s+/gu, ' ')
    // Controls, format characters, variation selectors and skin tones have no ink of their own.
    .replace(/[\p{Cc}\p{Cf}\p{Variation_Selector}\p{Emoji_Modifier}]/gu, '')
    .replace(/[\p{Co}\p{Cn}]/gu, REPLACEMENT)
    // A mark without a letter to stand on would hang out of the label.
    .replace(/(^|[\s\uFFFD])\p{M}+/gu, '$1')
    .replace(/(\p{M}+)/gu, (marks) => Array.from(marks).slice(0, MOST_MARKS).join(''))
    .replace(/ {2,}/gu, ' ')
    .trim()
  const parts = graphemes(text)
  return parts.length > LONGEST_GRAPHEMES ? parts.slice(0, LONGEST_GRAPHEMES).join('') : text
}
