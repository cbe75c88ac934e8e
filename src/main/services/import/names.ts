import { fold } from '../../../shared/text/fold.ts'
import type { NameOrder } from '../../../shared/import/fields.ts'

export interface PersonName {
  given: string
  family: string
}

/** Words that begin a family name and belong to it. */
const PARTICLES = new Set(
  'de du des da das do dos del della di la le les van von den der ter ten bin bint ben ibn al el st ste saint sainte mac mc o'.split(
    ' ',
  ),
)
const FIRM =
  /\b(?:inc|ltd|ltee|llc|llp|corp|corporation|company|cie|senc|enr|gestion|placements|holdings?|investments?|investissements|immobilier|immeubles?|properties|fiducie|trust|succession|estate|syndicat|association|canada|quebec|services|groupe|group|sons|fils|freres|brothers|partners|associes)\b/
const AND = /\s*(?:&|\+|;|\s\/\s|\s(?:and|et|y)\s)\s*/iu

const isFirm = (text: string): boolean => FIRM.test(fold(text))

/** Where the family name of "given family" begins: before its particles. */
function familyAt(words: readonly string[]): number {
  let at = words.length - 1
  while (at > 1 && PARTICLES.has(fold(words[at - 1]!))) at -= 1
  return at
}

function oneName(text: string, order: NameOrder): PersonName {
  const comma = text.indexOf(',')
  if (comma > 0)
    return {
      family: text.slice(0, comma).trim(),
      given: text
        .slice(comma + 1)
        .replaceAll(',', ' ')
        .trim(),
    }
  const words = text.replace(/^,/, '').trim().split(/\s+/)
  if (words.length < 2) return { given: '', family: words.join(' ') }
  if (order === 'given_first') {
    const at = familyAt(words)
    return { given: words.slice(0, at).join(' '), family: words.slice(at).join(' ') }
  }
  let end = 1
  while (end < words.length - 1 && PARTICLES.has(fold(words[end - 1]!))) end += 1
  return { family: words.slice(0, end).join(' '), given: words.slice(end).join(' ') }
}

/**
 * Everybody whom one cell names: "Roy, Ann", "Ann & Guy Roy", "Roy, Ann & Guy", "Ann Roy et Guy Cyr". A name that stands alone
 * beside a whole one shares its family name. A firm is one name, whatever is in it.
 */
export function splitNames(cell: string, order: NameOrder): PersonName[] {
  const text = cell.replaceAll(/\s+/g, ' ').trim()
  if (text === '') return []
  if (isFirm(text)) return [{ given: '', family: text }]
  const parts = text
    .split(AND)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const names = parts.map((part) => oneName(part, order))
  if (names.length < 2) return names
  const whole = parts[0]!.includes(',') ? names[0] : names.findLast(({ given }) => given !== '')
  if (!whole || whole.given === '') return names
  return names.map((name) => (name.given === '' ? { given: name.family, family: whole.family } : name))
}

/** One person whose name stands in cells of its own; a first name of two people is two people. */
export function joinNames(given: string, middle: string, family: string): PersonName[] {
  const parts = given
    .split(AND)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const families = isFirm(family)
    ? [family]
    : family
        .split(AND)
        .map((part) => part.trim())
        .filter((part) => part !== '')
  if (parts.length > 1 && families.length > 0)
    return parts.map((part, at) => ({ given: part, family: families[at] ?? families[0]! }))
  const first = [given, middle].filter((part) => part !== '').join(' ')
  if (family === '') return first === '' ? [] : [{ given: '', family: first }]
  return [{ given: first, family }]
}
