import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../../files/durable.ts'
import { SIDES, syncFolder } from '../files.ts'
import { allowFresh, unmark } from '../inspect.ts'

/** What is being done with the replica's file. It stands beside it until every step is on the disk. */
const journal = z.object({
  /** The name under which the file that stood there is kept. */
  aside: z.string(),
  /** `restored`: the checked copy of a backup takes its place. `empty`: the next open may begin an empty one. */
  place: z.enum(['restored', 'empty']),
})
type Journal = z.infer<typeof journal>

const journalOf = (file: string): string => `${file}.swap.json`
/** The checked copy of a backup that waits to take the replica's place. */
export const restoringOf = (file: string): string => `${file}.restoring`

/** Whether a file's place is being taken: an open ends that first. */
export const isSwapping = (file: string): boolean => existsSync(journalOf(file))

/**
 * Takes the replica out of the way with its log, and lets the restored one or an empty one take its place. It may be cut
 * anywhere: the next open goes on from there. Answers where the old one is kept; null when there was none.
 */
export function swap(file: string, place: Journal['place'], aside: string): string | null {
  const found = ['', ...SIDES].some((side) => existsSync(file + side))
  writeDurably(journalOf(file), JSON.stringify({ aside: basename(aside), place } satisfies Journal))
  finishSwap(file)
  return found ? aside : null
}

/** Ends what an interrupted swap began. Each step asks the files themselves whether it was taken. */
export function finishSwap(file: string): void {
  const begun = read(file)
  if (!begun) return
  const folder = dirname(file)
  const copy = restoringOf(file)
  // Without the copy its place was taken already, and what stands there now is it.
  if (begun.place === 'empty' || existsSync(copy)) {
    for (const side of ['', ...SIDES])
      if (existsSync(file + side)) renameSync(file + side, join(folder, begun.aside) + side)
    syncFolder(folder)
  }
  if (begun.place === 'empty') {
    allowFresh(file)
    unmark(file)
  } else if (existsSync(copy)) {
    renameSync(copy, file)
    syncFolder(folder)
  }
  rmSync(journalOf(file), { force: true })
  syncFolder(folder)
}

function read(file: string): Journal | null {
  if (!isSwapping(file)) return null
  return journal.parse(JSON.parse(readFileSync(journalOf(file), 'utf8')))
}

/** A name under which the replica of now can be kept. */
export function asideName(file: string, now: Date): string {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  let target = `${file}.damaged-${stamp}`
  for (let n = 2; ['', ...SIDES].some((side) => existsSync(target + side)); n++)
    target = `${file}.damaged-${stamp}-${n}`
  return target
}
