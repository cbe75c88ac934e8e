/** Between the groups of a telephone number: spaces and hyphens of any kind, or a dot. */
const SEP = String.raw`[ .\-\u00a0\u202f\u2009\u2010\u2011\u2013]`
const CORE = String.raw`(?:(?:\+?1${SEP}?)?\([2-9]\d{2}\)${SEP}?|(?:\+?1${SEP}?)?[2-9]\d{2}${SEP})[2-9]\d{2}${SEP}\d{4}|\+1[2-9]\d{2}[2-9]\d{6}`
const EXTENSION = String.raw`(?:[,\s]{0,2}(?:poste|p\.|post|ext\.?|extension|x|#)\s?(?<extension>\d{1,6}))?`
// What goes on with digits is a longer number, such as a parcel's, unless another telephone number begins there.
const PHONE = new RegExp(
  String.raw`(?<![\p{L}\p{N}.+-])(?<number>${CORE})${EXTENSION}(?![\p{L}\p{N}])(?!${SEP}(?!${CORE})\d)`,
  'giu',
)
const CODE_BEFORE = new RegExp(String.raw`(?=[\p{L}\p{N}]*\p{N})[\p{L}\p{N}]+${SEP}$`, 'u')

/** Canadian and American telephone numbers of a text, with the address that calls them. */
export function phonesIn(text: string): { start: number; end: number; href: string }[] {
  const found: { start: number; end: number; href: string }[] = []
  for (const match of text.matchAll(PHONE)) {
    const { number = '', extension } = match.groups ?? {}
    const start = match.index
    const follows = found.at(-1)?.end === start - 1
    // A code just before it, "1Z 999 555 1234", makes it a part of that code.
    if (!follows && CODE_BEFORE.test(text.slice(Math.max(0, start - 40), start))) continue
    const digits = number.replaceAll(/[^\d+]/g, '')
    found.push({
      start,
      end: start + match[0].length,
      href: `tel:${digits}${extension === undefined ? '' : `;ext=${extension}`}`,
    })
  }
  return found
}
