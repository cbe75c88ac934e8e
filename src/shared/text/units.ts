import { looseWords } from './names.ts'

/** Words before a unit's number, as typed and printed in both languages. */
const UNIT_WORDS = new Set(
  (
    'ap apart apartment app appart appartement appt apt bur bureau ch chambre condo door flat lgt local log logement loft n no num ' +
    'number numero porte rm room ste suite unit unite'
  ).split(' '),
)
/** The same without a blank after it: "apt804", "no804". */
const GLUED =
  /^(?:app?t?|ap(?:art|part)(?:e?ment)?|bur(?:eau)?|condo|local|log(?:ement)?|loft|no?|ste|suite|unite?)(?=\d)/
const TOWER_WORDS = new Set(['batiment', 'building', 'bldg', 'tour', 'tower'])
/** A part of a number means its unit when it is at least this long: 1204 is T2-1204, 2 is never PH-2. */
const TELLING_PART = 3

export interface Unit {
  id: string
  number: string
  tower?: string | null
}

const withoutZeros = (joined: string): string => joined.replace(/^(\p{L}*)0+(?=\d)/u, '$1')

/** True for a word that only announces a unit's number. */
export const isUnitWord = (word: string): boolean => UNIT_WORDS.has(word)

/** True for a word that announces a unit's number, or the tower before it. */
export const isDoorWord = (word: string): boolean => UNIT_WORDS.has(word) || TOWER_WORDS.has(word)

/** What stands after words such as "apt" or "no", written on or apart: ["apt", "no", "804"] is ["804"]. */
function withoutUnitWords(words: readonly string[]): string[] {
  const from = words.findIndex((word) => !isUnitWord(word))
  // A last word is the number itself, whatever it means elsewhere: the unit "N" in "apt N".
  const [first = '', ...rest] = words.slice(from < 0 ? -1 : from)
  return first === '' ? [] : [first.replace(GLUED, ''), ...rest]
}

/** How a tower is written before a number: "Tour 2" as 2 and t2. */
const towersOf = (tower: string | null | undefined): string[] =>
  looseWords(tower ?? '')
    .filter((word) => !TOWER_WORDS.has(word))
    .flatMap((word) => (/^\d/.test(word) ? [word, `t${word}`] : [word]))

/** The forms of one unit: `whole` as written, `key` without leading zeros and unit words, `parts` from each part on. */
function formsOf({ number, tower }: Unit) {
  const words = looseWords(number)
  const bare = withoutUnitWords(words)
  const inTower = towersOf(tower).map((word) => word + bare.join(''))
  return {
    whole: [...new Set([words.join(''), ...inTower])],
    key: withoutZeros(bare.join('')),
    parts: bare
      .slice(1)
      .map((_, at) => bare.slice(at + 1).join(''))
      .filter((part) => part.length >= TELLING_PART && /\d/.test(part)),
  }
}

/** How well a text fits a unit: the whole number, a telling part of it, its beginning. */
export type UnitFit = 'whole' | 'part' | 'begins'

/** The units of a building by all the ways in which people write them. */
export function createUnitIndex(units: readonly Unit[]) {
  /** Forms by their first character, so that each letter typed is held against few. */
  const starts = new Map<string, { form: string; unit: Unit }[]>()
  const hasTowers = units.some(({ tower }) => tower)
  const wholes = new Map<string, Unit[]>()
  const keys = new Map<string, Unit[]>()
  const parts = new Map<string, Unit[]>()
  const add = <T>(map: Map<string, T[]>, key: string, one: T) => {
    const list = map.get(key)
    if (list) list.push(one)
    else map.set(key, [one])
  }
  for (const unit of units) {
    const { whole, key, parts: ends } = formsOf(unit)
    for (const form of whole) add(wholes, form, unit)
    add(keys, key, unit)
    for (const part of ends) add(parts, withoutZeros(part), unit)
    for (const form of new Set([...whole, key, ...ends])) add(starts, form.charAt(0), { form, unit })
  }

  const plainly = (words: readonly string[]): { fit: UnitFit; units: Unit[] } | null => {
    const bare = withoutUnitWords(words).join('')
    const whole = wholes.get(words.join('')) ?? wholes.get(bare) ?? keys.get(withoutZeros(bare))
    if (whole) return { fit: 'whole', units: whole }
    const part = parts.get(withoutZeros(bare))
    return part ? { fit: 'part', units: part } : null
  }
  /** "tour 2 app 1204", "1204, tour 2", "1204 T2": the units of the number that stand in the tower. */
  const inTower = (words: readonly string[]): Unit[] => {
    const said = words.findIndex((word) => TOWER_WORDS.has(word))
    const at = said < 0 ? words.length - 1 : said + 1
    const tower = words[at]
    const rest = words.filter((_, index) => index !== at && index !== said)
    if (tower === undefined || rest.length === 0) return []
    const found = plainly(rest)
    const units = found?.fit === 'whole' ? found.units : []
    return units.filter((unit) => towersOf(unit.tower).includes(tower))
  }
  /** Units whose number this is, by the strictest way of reading that finds one. */
  const exactly = (words: readonly string[]): { fit: UnitFit; units: Unit[] } | null => {
    const found = plainly(words)
    if (found?.fit === 'whole' || !hasTowers) return found
    const there = inTower(words)
    return there.length > 0 ? { fit: 'whole', units: there } : found
  }
  /** Letters alone must be all of a unit's letters: "ph" begins PH1, "p" does not. */
  const begins = (form: string, typed: string): boolean =>
    form.startsWith(typed) && (/\d/.test(typed) || !/^\p{L}/u.test(form.slice(typed.length)))
  const beginning = (words: readonly string[]): Unit[] => {
    const typed = new Set([words.join(''), withoutUnitWords(words).join('')])
    const found = new Set<Unit>()
    for (const each of typed)
      for (const { form, unit } of starts.get(each.charAt(0)) ?? []) if (begins(form, each)) found.add(unit)
    return [...found]
  }

  return {
    /** The units of this number, or when there is none those that begin so. Nothing typed is every unit. */
    find: (text: string): Unit[] => {
      const words = looseWords(text)
      const found = exactly(words)?.units
      return found ?? (words.every(isUnitWord) ? [...units] : beginning(words))
    },
    /** The units that a whole number means: several where towers share it. */
    meant: (text: string): Unit[] => exactly(looseWords(text))?.units ?? [],
    /** The one unit that a printed number means, or null. */
    named: (text: string): Unit | null => {
      const found = exactly(looseWords(text))?.units ?? []
      return found.length === 1 ? found[0]! : null
    },
    /** Every unit that these words may mean or begin, with how well they fit. */
    fits: (words: readonly string[]): Map<string, UnitFit> => {
      const fits = new Map<string, UnitFit>(beginning(words).map(({ id }) => [id, 'begins']))
      const exact = exactly(words)
      for (const { id } of exact?.units ?? []) fits.set(id, exact!.fit)
      return fits
    },
  }
}

export type UnitIndex = ReturnType<typeof createUnitIndex>
