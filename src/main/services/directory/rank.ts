import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { words } from '../../../shared/text/fold.ts'

/** One person in one unit (or a unit alone) with the folded words that typing is compared to. */
export interface Entry extends Pick<
  AddresseeHit,
  'residentId' | 'unitId' | 'name' | 'unitNumber' | 'kind' | 'former' | 'receives' | 'vacant' | 'language' | 'absence'
> {
  nameWords: string[]
  aliases: { alias: string; words: string[] }[]
  unitKey: string
}

const EXACT = 100
const PREFIX = 60
const INSIDE = 25
const TYPO = 12
const UNIT_EXACT = 120
const UNIT_PREFIX = 45
/** Below every present resident that matches as well. */
const FORMER = -200
/** The unit itself, after the people who live in it. */
const UNIT_ONLY = -30
/** After the unit and all who receive parcels there, before who moved out. */
const NOT_RECEIVING = -100

const standing = ({ former, receives, kind }: Entry): number =>
  former ? FORMER : kind === 'unit' ? UNIT_ONLY : receives ? 0 : NOT_RECEIVING

/** True when one letter was added, lost, changed, or two neighbours swapped. */
export function oneTypoApart(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1 || typed === word) return typed === word
  let i = 0
  while (i < typed.length && i < word.length && typed[i] === word[i]) i++
  const restTyped = typed.slice(i)
  const restWord = word.slice(i)
  if (typed.length === word.length) {
    return (
      restTyped.slice(1) === restWord.slice(1) ||
      (restTyped[0] === restWord[1] && restTyped[1] === restWord[0] && restTyped.slice(2) === restWord.slice(2))
    )
  }
  return typed.length > word.length ? restTyped.slice(1) === restWord : restTyped === restWord.slice(1)
}

function scoreWords(token: string, candidates: readonly string[], forgiving: boolean): number {
  let best = 0
  for (const word of candidates) {
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
  return best
}

function scoreUnit(token: Token, unitKey: string): number {
  if (unitKey === token.text) return UNIT_EXACT
  return token.isNumber && unitKey.startsWith(token.text) ? UNIT_PREFIX : 0
}

/** A typed word, looked at once before it is held against thousands of names. */
export interface Token {
  text: string
  isNumber: boolean
}

/** The words of what was typed. */
export const tokensOf = (typed: string): Token[] =>
  words(typed).map((text) => ({ text, isNumber: /^\p{N}/u.test(text) }))

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
  for (const token of tokens) {
    let best = Math.max(scoreWords(token.text, entry.nameWords, forgiving), scoreUnit(token, entry.unitKey))
    for (const { alias, words: named } of entry.aliases) {
      const byAlias = scoreWords(token.text, named, forgiving) - 5
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
