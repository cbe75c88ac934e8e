import type { AddresseeSuggestion } from '../../../shared/contract/scan.ts'
import { fold, words } from '../../../shared/text/fold.ts'
import { oneTypoApart, type Entry } from './rank.ts'

/** What a carrier's label says of its addressee. */
export interface LabelNames {
  name: string | null
  unit: string | null
}

export type LabelMatch = { entry: Entry; alias: string | null } & Pick<AddresseeSuggestion, 'confidence' | 'why'>

/** Titles and "care of", in both languages: no part of a name. */
const NOISE = new Set([
  'm',
  'mr',
  'mrs',
  'ms',
  'mme',
  'mlle',
  'dr',
  'co',
  'c',
  'o',
  'attn',
  'att',
  'a',
  's',
  'aux',
  'soins',
  'de',
  'et',
  'and',
])
const TYPO_LENGTH = 5

const same = (printed: string, word: string): boolean =>
  printed === word || (word.length >= TYPO_LENGTH && oneTypoApart(printed, word))

const countIn = (label: readonly string[], own: readonly string[]): number =>
  own.filter((word) => label.some((printed) => same(printed, word))).length

/** How much of a person's name, or of another name they are known by, stands on the label. */
function nameMatch(entry: Entry, label: readonly string[]): { kind: 'full' | 'part' | 'none'; alias: string | null } {
  if (label.length === 0 || entry.residentId === null) return { kind: 'none', alias: null }
  const own = entry.nameWords
  const found = countIn(label, own)
  if (own.length > 0 && found === own.length) return { kind: 'full', alias: null }
  const alias = entry.aliases.find(({ words: other }) => other.length > 0 && countIn(label, other) === other.length)
  if (alias) return { kind: 'full', alias: alias.alias }
  const telling = own.filter((word) => word.length >= 3 && !NOISE.has(word))
  return { kind: countIn(label, telling) > 0 ? 'part' : 'none', alias: null }
}

/**
 * Whom a label means among the people and units of the building, with what speaks for it; null rather than a guess
 * between several. A former resident is at most possible.
 */
export function matchLabel(entries: readonly Entry[], { name, unit }: LabelNames): LabelMatch | null {
  const label = words(name ?? '').filter((word) => !NOISE.has(word))
  const unitKey = unit === null ? null : fold(unit)
  const home = unitKey === null ? [] : entries.filter((entry) => entry.unitKey === unitKey)
  const door = home.find((entry) => entry.residentId === null)

  const full = (list: readonly Entry[]) =>
    list.flatMap((entry) => {
      const match = nameMatch(entry, label)
      return match.kind === 'full' ? [{ entry, alias: match.alias }] : []
    })
  const named = full(home).toSorted((a, b) => Number(a.entry.former) - Number(b.entry.former))[0]
  if (named) return { ...named, confidence: named.entry.former ? 'possible' : 'sure', why: 'unit_and_name' }

  const present = entries.filter((entry) => !entry.former)
  if (door) {
    const partly = home.filter((entry) => !entry.former && nameMatch(entry, label).kind === 'part')
    // Two of the same family: the door is right for both.
    if (partly.length > 0)
      return { entry: partly.length === 1 ? partly[0]! : door, alias: null, confidence: 'likely', why: 'unit_and_part' }
    if (label.length === 0) return { entry: door, alias: null, confidence: 'likely', why: 'unit' }
    const [elsewhere, ...others] = full(present)
    if (elsewhere && others.length === 0) return { ...elsewhere, confidence: 'possible', why: 'name_other_unit' }
    return { entry: door, alias: null, confidence: 'possible', why: 'unit_other_name' }
  }

  const [only, ...more] = full(present)
  if (!only || more.some(({ entry }) => entry.residentId !== only.entry.residentId)) return null
  return { ...only, confidence: more.length > 0 ? 'possible' : 'likely', why: 'name' }
}
