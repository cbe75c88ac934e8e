import { nameWords } from '../text/names.ts'

/** Why two entries may be one person. */
export const DUPLICATE_REASONS = ['phone', 'email', 'name_and_unit', 'phone_alone'] as const
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number]

/** What is compared of somebody. */
export interface Likeness {
  id: string
  given: string
  family: string
  /** In E.164. */
  phones: readonly string[]
  email: string | null
  units: readonly string[]
  /** Those of whom somebody said that they are somebody else. */
  apart: readonly string[]
}

/** Two entries that may be one person, and why. */
export interface Pair<P extends Likeness = Likeness> {
  one: P
  other: P
  reasons: DuplicateReason[]
}

/** Their names speak against it: proposed after all others. */
export const isWeak = ({ reasons }: { reasons: readonly DuplicateReason[] }): boolean => reasons.includes('phone_alone')

const PARTICLES = new Set(
  'd da das de del della den der des di do dos du e el la le les van von y bin ben al'.split(' '),
)
/** Names that are the same name: each line holds the whole names and what people call them. */
const CALLED = `alexandre alexander alex|alexandra alex sandra|andrew andy drew|anthony tony|benjamin ben|beth liz elizabeth elisabeth betty
catherine katherine kathryn cathy kathy kate katie cath|caroline caro|charles charlie chuck|christopher chris|christophe chris
christine chris|daniel dan danny|david dave|dominique domi|edward ed eddie|edouard ed eddy|emmanuel manu|emmanuelle manu|francois frank
frederic fred|frederick fred|gabriel gab gabe|gabrielle gab|genevieve gen|george georges|isabelle isa|james jim jimmy|jean john
jennifer jen jenny|jonathan jon|joseph joe|josephine jo|louis lou|louise lou|magalie mag|marguerite margaret maggie|mathieu matt math
matthew matt|maxime max|maxim max|michael mike|michel mike|nathalie nath|nicholas nick|nicolas nick nico|patrick pat|patricia pat patty
philippe phil|philip phil|raymond ray|richard rick dick|robert rob bob bobby|samuel sam|samantha sam|sebastien seb|stephane steph
stephanie steph|steven stephen steve|susan sue|suzanne sue|theodore theo|thomas tom|timothy tim|valerie val|veronique vero|victor vic
vincent vince|william bill will billy`

function calledAs(): ReadonlyMap<string, ReadonlySet<number>> {
  const groups = new Map<string, Set<number>>()
  CALLED.split(/[|\n]/).forEach((line, group) => {
    for (const name of line.split(' ')) groups.set(name, (groups.get(name) ?? new Set()).add(group))
  })
  return groups
}

/** The words that tell a name: folded, in no order, without small words; McDonald and MacDonald are one. */
const tellingWords = (name: string): string[] => {
  const words = nameWords(name).map((word) => word.replace(/^mac(?=\p{L}{3})/u, 'mc'))
  const telling = words.filter((word) => !PARTICLES.has(word))
  return telling.length > 0 ? telling : words
}

/** Finds entries that may be one person: by what they share, where their names allow it. */
export function createLikeness() {
  const groups = calledAs()
  const isSame = (a: string, b: string): boolean => {
    if (a === b) return true
    const other = groups.get(b)
    return [...(groups.get(a) ?? [])].some((group) => other?.has(group))
  }
  const isMeant = (a: string, b: string): boolean =>
    isSame(a, b) || ((a.length === 1 || b.length === 1) && a.charAt(0) === b.charAt(0))
  const words = new WeakMap<Likeness, { given: string[]; all: string[] }>()
  const wordsOf = (person: Likeness) => {
    const known = words.get(person)
    if (known) return known
    const read = { given: tellingWords(person.given), all: tellingWords(`${person.given} ${person.family}`) }
    words.set(person, read)
    return read
  }
  const within = (some: readonly string[], all: readonly string[], same: typeof isSame): boolean =>
    some.length > 0 && some.every((word) => all.some((other) => same(word, other)))

  /** A couple shares its telephone: one may be the other only where a first name, or all of a name, is the same. */
  const mayBeOne = (a: Likeness, b: Likeness): boolean => {
    const [one, other] = [wordsOf(a), wordsOf(b)]
    return (
      one.given.some((word) => other.given.some((given) => isMeant(word, given))) ||
      within(one.all, other.all, isMeant) ||
      within(other.all, one.all, isMeant)
    )
  }
  const sameName = (a: Likeness, b: Likeness): boolean => {
    const [one, other] = [wordsOf(a).all, wordsOf(b).all]
    return one.length === other.length && within(one, other, isSame) && within(other, one, isSame)
  }
  const share = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value))

  const sameFamily = (a: Likeness, b: Likeness): boolean => share(tellingWords(a.family), tellingWords(b.family))
  /** One telephone under two names: a household where both live in one unit and their family names differ, else to be looked at. */
  const onlyPhone = (a: Likeness, b: Likeness): boolean => !share(a.units, b.units) || sameFamily(a, b)

  /** Why these two may be one person; nothing for two people. */
  function reasonsOf(a: Likeness, b: Likeness): DuplicateReason[] {
    if (a.id === b.id || a.apart.includes(b.id) || b.apart.includes(a.id)) return []
    const reasons: DuplicateReason[] = []
    const isOnePhone = share(a.phones, b.phones)
    if (isOnePhone && mayBeOne(a, b)) reasons.push('phone')
    if (a.email !== null && a.email.toLowerCase() === b.email?.toLowerCase() && mayBeOne(a, b)) reasons.push('email')
    if (share(a.units, b.units) && sameName(a, b)) reasons.push('name_and_unit')
    if (isOnePhone && reasons.length === 0 && onlyPhone(a, b)) reasons.push('phone_alone')
    return reasons
  }

  /** Every pair that may be one person, each once, the weakest reason last. Only those are compared that share something. */
  function pairsIn<P extends Likeness>(people: readonly P[]): Pair<P>[] {
    const blocks = new Map<string, P[]>()
    const put = (key: string, person: P) => blocks.set(key, [...(blocks.get(key) ?? []), person])
    for (const person of people) {
      for (const phone of person.phones) put(`phone ${phone}`, person)
      if (person.email !== null) put(`email ${person.email.toLowerCase()}`, person)
      for (const unit of person.units) put(`unit ${unit}`, person)
    }
    const found = new Map<string, Pair<P>>()
    for (const block of blocks.values())
      block.forEach((one, at) => {
        for (const other of block.slice(at + 1)) {
          const key = one.id < other.id ? `${one.id} ${other.id}` : `${other.id} ${one.id}`
          if (found.has(key)) continue
          const reasons = reasonsOf(one, other)
          if (reasons.length > 0) found.set(key, { one, other, reasons })
        }
      })
    return [...found.values()].toSorted((a, b) => Number(isWeak(a)) - Number(isWeak(b)))
  }

  return { reasonsOf, pairsIn }
}
