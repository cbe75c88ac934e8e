import { joinedForms, nameWords } from '../../../shared/text/names.ts'
import { oneTypoApart } from './typo.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Titles, "care of", families and kinds of company, in both languages: they tell two people of one name apart never. */
const SILENT = list(
  'mr mrs ms miss mx mm mme mmes mlle mlles madame monsieur mademoiselle sir dr dre me prof rev hon ' +
    'attn att attention aux soins co et and family famille fam the les ' +
    'inc ltd ltee limited limitee llc llp corp cie enr senc sencrl srl sarl gmbh',
)
/** Letters that together or alone are such a word: "M. Roy", "c/o", "a/s", "à l’attention de". */
const SILENT_LETTERS = new Set(['c o', 'a s', 'a l'])
/** Small words of names, which labels and people leave out. */
const PARTICLES = list('d da das de del della den der des di do dos du e el al l la le les o van von y ben bin ibn')
const GENERATIONS = list('jr sr ii iii iv pere fils junior senior')

const TYPO_LENGTH = 5
/** A word that tells whom a label means, alone. */
const TELLING_LENGTH = 3
/** Both ends of a joined name: "Mac Al Lister" is no longer one. */
const MOST_JOINED = 3
/** One bit per printed word. */
const MOST_WORDS = 24

/** The words that a label prints, and which of them make up each word or joined run of words. */
export interface Printed {
  words: string[]
  /** All of it as one word, with each way to write "Saint". */
  joined: string[]
  runs: ReadonlyMap<string, readonly number[]>
}

/** A label's name made ready to be held against everybody's. */
export function printedName(name: string): Printed {
  const words = nameWords(name).slice(0, MOST_WORDS)
  const runs = new Map<string, number[]>()
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= Math.min(words.length, from + MOST_JOINED); to++) {
      for (const run of joinedForms(words.slice(from, to)))
        runs.set(run, [...(runs.get(run) ?? []), (1 << to) - (1 << from)])
    }
  return { words, joined: joinedForms(words), runs }
}

/**
 * How a person's name stands on a label, best first.
 * exact: all of it and nothing else but titles. close: and single letters or small words besides. near: all of it, with
 * a wrong letter, a small word missing, or other words besides. initials: with initials for names. part: a telling word.
 */
export const LEVELS = ['exact', 'close', 'near', 'initials', 'part'] as const
export type Level = (typeof LEVELS)[number]

export interface NameMatch {
  level: Level
  /** The printed words that the name accounts for. */
  covered: number
  /** A wrong letter in a given name: Marie and Mario are two people. */
  otherGiven: boolean
  /** Every word of the name is printed as it is. */
  faithful: boolean
  besides: Besides
}

/** What a label prints beside a name: nothing that matters, small words, or words. */
type Besides = 'nothing' | 'small' | 'words'

interface Cover {
  mask: number
  typos: number
  missing: number
  initials: number
  otherGiven: boolean
}

const cost = ({ typos, missing, initials }: Cover): number => initials * 100 + typos * 10 + missing
const bits = (mask: number): number => mask.toString(2).replaceAll('0', '').length
const isBetter = (one: Cover, other: Cover): boolean =>
  cost(one) < cost(other) || (cost(one) === cost(other) && bits(one.mask) > bits(other.mask))

/** Where words of a name stand on the label, and with how many wrong letters. */
function* places(own: readonly string[], { runs }: Printed): Generator<{ mask: number; typos: 0 | 1 }> {
  const [word = '', short = word] = joinedForms(own)
  const exact = runs.get(word) ?? runs.get(short)
  for (const mask of exact ?? []) yield { mask, typos: 0 }
  if (exact || word.length < TYPO_LENGTH) return
  for (const [run, masks] of runs) {
    if (!oneTypoApart(run, word)) continue
    // Against one printed word only: "Mark Roy" joined is no slip of "Marc Roy" joined.
    for (const mask of masks) if (bits(mask) === 1) yield { mask, typos: 1 }
  }
}

/** The cheapest way to find every word of a name on the label, each printed word used once. */
function cover(own: readonly string[], givenWords: number, printed: Printed): Cover | null {
  const step = (at: number, so: Cover): Cover | null => {
    if (at === own.length) return so
    let best: Cover | null = null
    const take = (to: number, mask: number, more: Partial<Cover>) => {
      if ((mask & so.mask) !== 0) return
      const found = step(to, { ...so, ...more, mask: so.mask | mask })
      if (found && (!best || isBetter(found, best))) best = found
    }
    for (let to = at + 1; to <= Math.min(own.length, at + MOST_JOINED); to++)
      for (const { mask, typos } of places(own.slice(at, to), printed))
        take(to, mask, { typos: so.typos + typos, otherGiven: so.otherGiven || (typos > 0 && at < givenWords) })
    if (best) return best
    const word = own[at]!
    if (own.length > 1 && (SILENT.has(word) || PARTICLES.has(word))) take(at + 1, 0, { missing: so.missing + 1 })
    else if (at < givenWords)
      for (const [place, letter] of printed.words.entries())
        // "M" is Monsieur more often than Marc or Marie.
        if (letter === word[0] && letter !== 'm') take(at + 1, 1 << place, { initials: so.initials + 1 })
    return best
  }
  const found = step(0, { mask: 0, typos: 0, missing: 0, initials: 0, otherGiven: false })
  return found && found.mask !== 0 ? found : null
}

/** What is printed besides the name. */
function besidesOf({ words }: Printed, mask: number): Besides {
  const left = (at: number) => at < words.length && (mask & (1 << at)) === 0
  let most: Besides = 'nothing'
  for (let at = 0, silent = false; at < words.length; at++) {
    if (!left(at)) {
      silent = false
      continue
    }
    const word = words[at]!
    if (SILENT_LETTERS.has(`${word} ${words[at + 1]}`) && left(at + 1)) {
      silent = true
      at++
    } else if (SILENT.has(word) || (word === 'm' && (at === 0 || silent))) silent = true
    else if (silent && PARTICLES.has(word)) continue
    else if (word.length === 1 || PARTICLES.has(word) || GENERATIONS.has(word)) most = most === 'words' ? most : 'small'
    else most = 'words'
  }
  return most
}

const isSmall = (word: string): boolean => PARTICLES.has(word) || SILENT.has(word) || word.startsWith('saint')

/**
 * False when a name surely does not stand on the label as a whole, told by its longest word alone: a building has
 * thousands of names, and all but a few are done with here.
 */
export function mayStandOn({ words, joined }: Printed, own: readonly string[]): boolean {
  let longest = ''
  for (const word of own) if (word.length > longest.length && !isSmall(word)) longest = word
  if (longest === '' || joined.some((all) => all.includes(longest))) return true
  return longest.length >= TYPO_LENGTH && words.some((word) => oneTypoApart(word, longest))
}

/** How much of a name stands on the label, or null: none of it. */
export function matchName(own: readonly string[], givenWords: number, printed: Printed): NameMatch | null {
  const all = own.length === 0 ? null : cover(own, givenWords, printed)
  if (all) {
    const { mask: covered, otherGiven } = all
    const faithful = cost(all) === 0
    const besides = besidesOf(printed, covered)
    const whole = !faithful || besides === 'words' ? 'near' : besides === 'small' ? 'close' : 'exact'
    return { level: all.initials > 0 ? 'initials' : whole, covered, otherGiven, faithful, besides }
  }
  let covered = 0
  for (const word of own) {
    if (word.length < TELLING_LENGTH || SILENT.has(word) || PARTICLES.has(word)) continue
    printed.words.forEach((each, at) => {
      if (each === word || (word.length >= TYPO_LENGTH && oneTypoApart(each, word))) covered |= 1 << at
    })
  }
  return covered === 0 ? null : { level: 'part', covered, otherGiven: false, faithful: false, besides: 'words' }
}

/** True when a label prints nothing but titles and the like. */
export const isNameless = (printed: Printed): boolean => besidesOf(printed, 0) === 'nothing'
