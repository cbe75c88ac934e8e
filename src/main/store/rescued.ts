import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../files/durable.ts'
import { syncFolder } from './files.ts'

const value = z.union([z.string(), z.number(), z.null()])
const row = z.record(z.string(), value)

/** Acts as a damaged replica held them, with what else it kept for this desk. Nothing in it has been judged yet. */
const rescued = z.object({
  /** Tells this rescue from others: what it brings is brought once. */
  id: z.string(),
  /** Files that were read, and whether all that can ever be read of them was. */
  sources: z.array(z.object({ name: z.string(), whole: z.boolean(), holes: z.boolean().default(false) })),
  /** Rows of the queue, oldest first. */
  entries: z.array(row),
  /** Rows of other tables of this desk, by table; a later source comes later. */
  kept: z.record(z.string(), z.array(row)),
  /** Tables of `kept` of which the replica itself gave every row: what is missing here was gone from the replica too. */
  complete: z.array(z.string()).default([]),
  /** The highest short number that was seen for each letter of a desk. */
  numbers: z.record(z.string(), z.number()),
  /** It has read from a project: what is missing here may come from there. */
  synced: z.boolean(),
  /** The backup that is put in the replica's place. */
  backup: z.string().default(''),
  /** Somebody chose to go back, where nothing was damaged. */
  wanted: z.boolean().default(false),
  /** How many acts they chose to leave behind. */
  dropped: z.number().default(0),
})
export type RescuedActs = z.infer<typeof rescued>

const actsOf = (file: string): string => `${file}.rescued`

/** Keeps what was rescued beside the replica until it stands in its queue. */
export function saveActs(file: string, acts: RescuedActs): void {
  writeDurably(actsOf(file), JSON.stringify(acts))
}

/** What was rescued and does not stand in the queue yet; null when there is nothing. */
export function savedActs(file: string): RescuedActs | null {
  if (!existsSync(actsOf(file))) return null
  return rescued.parse(JSON.parse(readFileSync(actsOf(file), 'utf8')))
}

/** A restore was cut before the replica's place was taken: what it had saved stands in the replica itself. */
export const dropSaved = (file: string): void => rmSync(actsOf(file), { force: true })

const takenOf = (source: string): string => `${source}.rescued.json`

/** Whether the acts of a damaged file were brought back before. */
export const isTaken = (source: string): boolean => existsSync(takenOf(source))

/** The acts stand in the queue: notes that at each file they came from, and keeps them as a report. Answers its path. */
export function letGo(file: string, acts: RescuedActs, outcome: object): string {
  const report = `${file}.rescued-${acts.id}.json`
  const folder = dirname(file)
  for (const { name, whole } of acts.sources)
    if (whole && name.includes('.damaged-') && existsSync(`${folder}/${name}`))
      writeDurably(takenOf(`${folder}/${name}`), JSON.stringify({ rescued: acts.id, ...outcome }))
  renameSync(actsOf(file), report)
  syncFolder(folder)
  return report
}
