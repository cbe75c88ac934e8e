/** A stretch of one direction. Its text stays in reading order; the runs stand in the order they are drawn, left to right. */
export interface DirectionRun {
  readonly text: string
  readonly rtl: boolean
}

type Direction = 'L' | 'R' | 'D' | 'N'

const RTL_LETTER = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
}

function directionsOf(characters: readonly string[]): Direction[] {
  const out: Direction[] = []
  for (const character of characters) {
    if (/\p{M}/u.test(character)) out.push(out.at(-1) ?? 'N')
    else if (/\p{Nd}/u.test(character)) out.push('D')
    else if (RTL_LETTER.test(character)) out.push('R')
    else out.push(/\p{L}/u.test(character) ? 'L' : 'N')
  }
  return out
}

/** Digits follow Latin text they come after, and separators inside a number belong to the number. */
function settleDigits(characters: readonly string[], directions: Direction[], base: 'L' | 'R'): void {
  let strong = base
  for (const [i, direction] of directions.entries()) {
    if (direction === 'L' || direction === 'R') strong = direction
    if (
      direction === 'N' &&
      /[.,:/-]/u.test(characters[i]!) &&
      directions[i - 1] === 'D' &&
      directions[i + 1] === 'D'
    ) {
      directions[i] = 'D'
    }
    if (directions[i] === 'D' && strong === 'L') directions[i] = 'L'
  }
}

/** Both brackets of a pair take one direction, or they would be drawn facing the same way. */
function settleBrackets(characters: readonly string[], directions: Direction[], base: 'L' | 'R'): void {
  const open: number[] = []
  for (const [i, character] of characters.entries()) {
    if (BRACKETS[character] !== undefined) open.push(i)
    const start = open.at(-1)
    if (start === undefined || BRACKETS[characters[start]!] !== character) continue
    open.pop()
    const inside = new Set(directions.slice(start + 1, i).map((direction) => (direction === 'D' ? 'R' : direction)))
    const before = directions.slice(0, start).findLast((direction) => direction === 'L' || direction === 'R') ?? base
    const other = base === 'L' ? 'R' : 'L'
    const chosen = !inside.has(base) && inside.has(other) && before === other ? other : base
    directions[start] = chosen
    directions[i] = chosen
  }
}

function settleNeutrals(directions: Direction[], base: 'L' | 'R'): void {
  const strongAt = (i: number): 'L' | 'R' => {
    const direction = directions[i]
    return direction === undefined || direction === 'N' ? base : direction === 'D' ? 'R' : direction
  }
  for (let i = 0; i < directions.length; i += 1) {
    if (directions[i] !== 'N') continue
    let end = i
    while (directions[end] === 'N') end += 1
    const left = strongAt(i - 1)
    directions.fill(left === strongAt(end) ? left : base, i, end)
    i = end
  }
}

function reverseWhere<T extends { level: number }>(runs: T[], level: number): T[] {
  const out: T[] = []
  for (let i = 0; i < runs.length;) {
    let end = i
    while (end < runs.length && runs[end]!.level >= level) end += 1
    if (end === i) {
      out.push(runs[i]!)
      i += 1
    } else {
      out.push(...runs.slice(i, end).toReversed())
      i = end
    }
  }
  return out
}

/**
 * Splits one line into runs of one direction in drawing order: the part of the Unicode bidirectional algorithm that
 * names need (no explicit controls: those were removed). The first letter decides the direction of the line.
 */
export function directionRuns(text: string): DirectionRun[] {
  const characters = Array.from(text)
  const directions = directionsOf(characters)
  if (!directions.includes('R')) return text === '' ? [] : [{ text, rtl: false }]
  const base = directions.find((direction) => direction === 'L' || direction === 'R') === 'R' ? 'R' : 'L'
  settleDigits(characters, directions, base)
  settleBrackets(characters, directions, base)
  settleNeutrals(directions, base)
  const runs: { text: string; level: number }[] = []
  for (const [i, character] of characters.entries()) {
    const direction = directions[i]
    const level = direction === 'R' ? 1 : direction === 'D' || base === 'R' ? 2 : 0
    const last = runs.at(-1)
    if (last?.level === level) last.text += character
    else runs.push({ text: character, level })
  }
  return reverseWhere(reverseWhere(runs, 2), 1).map((run) =>
    run.level === 1 ? { text: mirror(run.text), rtl: true } : { text: run.text, rtl: false },
  )
}

function mirror(text: string): string {
  return Array.from(text, (character) => MIRRORED[character] ?? character).join('')
}

/** True when fontkit, left to itself, sets this text from right to left. */
export function hasRtlLetter(text: string): boolean {
  return RTL_LETTER.test(text)
}
