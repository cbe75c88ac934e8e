import { looseWords, nameWords, type SearchForms } from '../../../shared/text/names.ts'
import { isDoorWord, type UnitFit, type UnitIndex } from '../../../shared/text/units.ts'
import type { Entry } from './entry.ts'
import { oneTypoApart } from './typo.ts'

const EXACT = 100
const PREFIX = 60
const INSIDE = 25
const TYPO = 12
const UNIT: Readonly<Record<UnitFit, number>> = { whole: 120, part: 105, begins: 45 }
/** Below every present resident that matches as well. */
const FORMER = -200
/** Who is away stands after who is here. It is less than what a whole name counts more than the beginning of one. */
const AWAY = -20
/** The unit itself, after the people who live in it. */
const UNIT_ONLY = -30
/** After the unit and all who receive parcels there, before who moved out. */
const NOT_RECEIVING = -100
/** Counts for each further piece of a fully typed unit, more than the beginning of a name: in 1304 A the A is the unit’s, not Ann’s. */
const PIECE = 100
/** A unit's number may be written in so many pieces: T2 - 1304 - A. */
const MOST_PIECES = 3
/** A tower between the words of a number makes it longer: apt 1204 tour 2. */
const MOST_WORDS = 5

/** Nothing of the name is left untyped: all of it, and in its own order. Less than any step between ways of matching. */
const ALL_OF_IT = 2
const AS_WRITTEN = 1

/** A typed word, looked at once before it is held against thousands of names. */
export interface Token {
  text: string
  /** It stands after "apt" or is put together from pieces: no name is meant. */
  onlyUnit: boolean
  /** Of how many words it is put together. */
  pieces: number
  /** The units that it means or begins, by id. */
  units: ReadonlyMap<string, UnitFit>
}

function standing({ former, receives, kind, absence }: Entry): number {
  if (former) return FORMER
  if (kind === 'unit') return UNIT_ONLY
  return (receives ? 0 : NOT_RECEIVING) + (absence === null ? 0 : AWAY)
}

function scoreForms(token: string, { words, joined }: SearchForms, forgiving: boolean): number {
  let best = 0
  for (const word of words) {
    if (word === token) return EXACT
    if (word.startsWith(token)) best = Math.max(best, PREFIX + Math.min(20, token.length * 2))
    else if (token.length >= 3 && word.includes(token)) best = Math.max(best, INSIDE)
    else if (
      forgiving &&
      token.length >= 5 &&
      (oneTypoApart(token, word) || oneTypoApart(token, word.slice(0, token.length)))
    )
      best = Math.max(best, TYPO)
  }
  if (best >= PREFIX || token.length < 3) return best
  for (const form of joined) {
    if (form === token) return EXACT
    if (form.startsWith(token)) best = PREFIX
    else if (forgiving && token.length >= 5 && oneTypoApart(token, form)) best = Math.max(best, TYPO)
  }
  return best
}

/** A typed text, looked at once. */
export interface Typed {
  /** Its words as those of a name. */
  name: string[]
  readings: Token[][]
}

/** What was typed as words; and where some of it says a unit ("apt 804", "ph 1", "13-04"), as those instead. */
export function readTyped(typed: string, units: UnitIndex): Typed {
  const words = looseWords(typed)
  const plain = words.map((text): Token => ({ text, onlyUnit: false, pieces: 1, units: units.fits([text]) }))
  const other: Token[] = []
  let differs = false
  for (let at = 0; at < words.length;) {
    let from = at
    while (from < words.length - 1 && isDoorWord(words[from]!)) from++
    let found: Token | null = null
    let pieces = Math.min(MOST_WORDS, words.length - from)
    for (; pieces > 0 && !found; pieces--) {
      if (pieces === 1 && from === at) break
      const run = words.slice(from, from + pieces)
      if (run.filter((word) => !isDoorWord(word)).length > MOST_PIECES) continue
      const fits = units.fits(run)
      if (fits.size > 0) found = { text: run.join(''), onlyUnit: true, pieces, units: fits }
    }
    differs ||= found !== null
    other.push(found ?? plain[at]!)
    at = found ? from + pieces + 1 : at + 1
  }
  return { name: nameWords(typed), readings: differs ? [plain, other] : [plain] }
}

/**
 * How well every typed word matches; null when one matches nothing. Names the alias that carried it.
 * `forgiving`: one wrong letter in a long word is a match too; dearer, so only asked for when nothing else matched.
 */
export function scoreEntry(
  entry: Entry,
  tokens: readonly Token[],
  forgiving = false,
): { score: number; alias: string | null } | null {
  let score = standing(entry)
  let matchedAlias: string | null = null
  for (const { text, onlyUnit, pieces, units } of tokens) {
    const fit = entry.unitId === null ? undefined : units.get(entry.unitId)
    let best = Math.max(
      onlyUnit ? 0 : scoreForms(text, entry.forms, forgiving),
      fit ? UNIT[fit] + (fit === 'whole' ? PIECE * (pieces - 1) : 0) : 0,
    )
    if (!onlyUnit)
      for (const { alias, forms } of entry.aliases) {
        const byAlias = scoreForms(text, forms, forgiving) - 5
        if (byAlias > best) {
          best = byAlias
          matchedAlias = alias
        }
      }
    if (best <= 0) return null
    score += best
  }
  return { score, alias: matchedAlias }
}

/** How completely a name was typed: "Alex Tremblay" is Alex Tremblay before Alex Tremblay-Gagnon. */
function completeness({ words }: Entry, typed: readonly string[]): number {
  if (words.length === 0 || words.length > typed.length) return 0
  if (` ${typed.join(' ')} `.includes(` ${words.join(' ')} `)) return ALL_OF_IT + AS_WRITTEN
  const left = [...typed]
  const all = words.every((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return all ? ALL_OF_IT : 0
}

/** The better of what two readings make of an entry. */
export function scoreTyped(
  entry: Entry,
  { name, readings }: Typed,
  forgiving = false,
): { score: number; alias: string | null } | null {
  let best: ReturnType<typeof scoreEntry> = null
  for (const tokens of readings) {
    const found = scoreEntry(entry, tokens, forgiving)
    if (found && (!best || found.score > best.score)) best = found
  }
  return best && { ...best, score: best.score + completeness(entry, name) }
}
