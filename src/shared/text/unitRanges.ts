/** Why a piece of what was typed makes no units. */
export const RANGE_PROBLEMS = ['too_long', 'too_many', 'no_number'] as const
export type RangeProblem = (typeof RANGE_PROBLEMS)[number]

/** The longest number of a door. */
export const UNIT_NUMBER_MOST = 20
/** The most units that are made at once: the server takes them as one act, within the time that it gives a request. */
const UNITS_MOST = 500

interface ReadRanges {
  /** Each number once, in the order typed. */
  numbers: string[]
  problems: { text: string; problem: RangeProblem }[]
}

const DASHES = /[\u2010-\u2015\u2212]/g
/** "101 - 112", "101 à 112", "101 to 112", "101..112". */
const SPOKEN = /^(.+?)(?:\s+-\s+|\s+(?:à|a|au|to)\s+|\s*\.\.+\s*)(.+)$/i
const QUOTED = /^["“”«»'=]\s*(.+?)\s*["“”«»']?$/
const partsOf = (number: string): string[] => number.match(/\d+|\D+/g) ?? []

/** The numbers from one to another that differ in one place alone, counted up; null when they are no beginning and end. */
function counted(from: string, to: string): string[] | 'too_many' | null {
  const [first, last] = [partsOf(from), partsOf(to)]
  const differing = first.flatMap((part, at) => (part.toUpperCase() === last[at]?.toUpperCase() ? [] : [at]))
  const [at] = differing
  if (first.length !== last.length || differing.length !== 1 || at === undefined) return null
  const [a, b] = [first[at]!, last[at]!]
  const write = (part: string) => first.map((one, index) => (index === at ? part : one)).join('')
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const span = Number(b) - Number(a)
    if (span <= 0) return null
    if (span >= UNITS_MOST) return 'too_many'
    return Array.from({ length: span + 1 }, (_, n) => write(String(Number(a) + n).padStart(a.length, '0')))
  }
  const [stem, ends] = [a.slice(0, -1), [a.at(-1)!, b.at(-1)!] as const]
  if (stem.toUpperCase() !== b.slice(0, -1).toUpperCase() || !ends.every((one) => /^[a-z]$/i.test(one))) return null
  const [low, high] = ends.map((one) => one.toUpperCase().charCodeAt(0)) as [number, number]
  if (high <= low) return null
  const isLower = ends[0] === ends[0].toLowerCase()
  return Array.from({ length: high - low + 1 }, (_, n) => {
    const letter = String.fromCharCode(low + n)
    return write(stem + (isLower ? letter.toLowerCase() : letter))
  })
}

/** A dash may belong to a number (A-204, 12-04): it makes a range only where both sides are a beginning and an end. */
function rangeIn(text: string): string[] | 'too_many' | null {
  const spoken = SPOKEN.exec(text)
  if (spoken) {
    const found = counted(spoken[1]!.trim(), spoken[2]!.trim())
    if (found !== null) return found
  }
  for (let at = text.indexOf('-'); at > 0; at = text.indexOf('-', at + 1)) {
    const found = counted(text.slice(0, at).trim(), text.slice(at + 1).trim())
    if (found !== null) return found
  }
  return null
}

/**
 * The units of "101-112, 201-212, PH1-PH4": one by one or as ranges, separated by commas, semicolons or lines. Leading zeros,
 * letters and dashes of a number are kept; one in quotes is never a range.
 */
export function readUnitRanges(typed: string): ReadRanges {
  const numbers = new Set<string>()
  const problems: ReadRanges['problems'] = []
  for (const piece of typed.replaceAll(DASHES, '-').split(/[,;\n\t]/)) {
    const text = piece.trim().replaceAll(/\s+/g, ' ')
    if (text === '') continue
    const quoted = QUOTED.exec(text)?.[1]
    const range = quoted === undefined ? rangeIn(text) : null
    if (range === 'too_many') {
      problems.push({ text, problem: 'too_many' })
      continue
    }
    for (const number of range ?? [quoted ?? text]) {
      if (!/[\p{L}\p{N}]/u.test(number)) problems.push({ text: number, problem: 'no_number' })
      else if ([...number].length > UNIT_NUMBER_MOST) problems.push({ text: number, problem: 'too_long' })
      else if (numbers.size >= UNITS_MOST) {
        problems.push({ text: number, problem: 'too_many' })
        return { numbers: [...numbers], problems }
      } else numbers.add(number)
    }
  }
  return { numbers: [...numbers], problems }
}

const PENTHOUSE = /^ph/i

/**
 * Floor and tower that a number says: the last two digits are the door, what stands before them is the floor, letters before a
 * dash are the tower. Null where it says none.
 */
export function placeOfNumber(number: string): { floor: number | null; tower: string | null } {
  const inTower = /^(\p{L}{1,2}\d{0,2})[-. ](?=.*\d)(.+)$/u.exec(number)
  const tower = inTower && !PENTHOUSE.test(number) ? inTower[1]! : null
  const rest = tower === null ? number : inTower![2]!
  if (PENTHOUSE.test(rest)) return { floor: null, tower }
  const apart = /^(\d{1,2})[-. ](\d{1,3})\p{L}?$/u.exec(rest)
  if (apart) return { floor: Number(apart[1]), tower }
  const digits = /^\D*(\d+)\p{L}?$/u.exec(rest)?.[1] ?? ''
  return { floor: digits.length >= 3 && digits.length <= 5 ? Number(digits.slice(0, -2)) : null, tower }
}
