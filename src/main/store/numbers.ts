import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { writeDurably } from '../files/durable.ts'
import { flushFile } from './files.ts'

/** Numbers begin again after this one. */
const ROUND = 999
const FLUSH_EVERY = 64
/** The file keeps its length: cutting it short and writing it anew makes some file systems wait for the disk. */
const LENGTH = 512
const kept = z.record(z.string(), z.int().min(0))

/** The one that was given out later. Up to the end of a round numbers stand in a circle: 3 comes after 998. None is 0. */
export function laterOf(a: number, b: number): number {
  if (a === 0 || b === 0) return a + b
  if (a > ROUND || b > ROUND) return Math.max(a, b)
  const ahead = (b - a + ROUND) % ROUND
  return ahead > 0 && ahead < ROUND / 2 ? b : a
}

/**
 * The last short number given out for each letter of a desk, beside the replica: an older replica that takes the place of this
 * one must not hand out the same numbers again. A loss costs nothing as long as the replica itself is there.
 */
export interface Numbers {
  last(letter: string): number
  gave(letter: string, number: number): void
  /** They were raised. */
  reread(): void
}

const numbersOf = (file: string): string => `${file}-numbers`

function read(path: string): Record<string, number> {
  try {
    return kept.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}

const textOf = (numbers: Readonly<Record<string, number>>): string => JSON.stringify(numbers).padEnd(LENGTH)

function overwrite(path: string, text: string): void {
  const handle = openSync(path, 'r+')
  try {
    writeSync(handle, text, 0)
  } finally {
    closeSync(handle)
  }
}

/** The numbers kept beside a replica. */
export function keptNumbers(file: string): Numbers {
  const path = numbersOf(file)
  let numbers = read(path)
  let given = 0
  return {
    last: (letter) => numbers[letter] ?? 0,
    reread: () => void (numbers = read(path)),
    gave(letter, number) {
      numbers[letter] = number
      try {
        if (existsSync(path)) overwrite(path, textOf(numbers))
        else writeDurably(path, textOf(numbers))
        // Nobody waits for the disk: with the power goes at most what the replica itself still knows.
        if (++given % FLUSH_EVERY === 0) flushFile(path).catch(() => undefined)
      } catch {
        // The commit that follows meets the same disk and says so.
      }
    },
  }
}

/** Numbers that a damaged replica had given out are taken as given. */
export function raiseNumbers(file: string, seen: Readonly<Record<string, number>>): void {
  const path = numbersOf(file)
  const numbers = read(path)
  for (const [letter, number] of Object.entries(seen))
    numbers[letter] = numbers[letter] === undefined ? number : laterOf(numbers[letter], number)
  if (Object.keys(seen).length > 0) writeDurably(path, textOf(numbers))
}
