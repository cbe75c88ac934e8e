import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeDurably } from '../../../files/durable.ts'

const erasure = z.object({
  id: z.string(),
  building_id: z.string(),
  act_id: z.string(),
  resident_id: z.string(),
  shown_as: z.string(),
  also: z.string(),
  actor_id: z.string(),
  desk_id: z.string(),
  at: z.string(),
  proved_by: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})
/** An erasure as it is kept outside of the replica: ids and times, nobody's name. */
export type KeptErasure = z.infer<typeof erasure>

const keptIn = (file: string): string => `${file}-erased`

/**
 * Erasures that this desk has carried out, beside the replica: a backup from before them carries them out again. What of the file
 * cannot be read is passed over: it keeps no desk closed, and the next erasure writes it anew.
 */
export function keptErasures(file: string): KeptErasure[] {
  if (!existsSync(keptIn(file))) return []
  const text = readFileSync(keptIn(file), 'utf8')
  let all: unknown
  try {
    all = JSON.parse(text)
  } catch {
    return []
  }
  return (Array.isArray(all) ? all : []).flatMap((one) => erasure.safeParse(one).data ?? [])
}

/** Adds to them, on the disk when it returns. */
export function keepErasures(file: string, erasures: readonly KeptErasure[]): void {
  const kept = new Map(keptErasures(file).map((one) => [one.id, one]))
  if (erasures.every(({ id }) => kept.has(id))) return
  for (const one of erasures) kept.set(one.id, erasure.parse(one))
  writeDurably(keptIn(file), JSON.stringify([...kept.values()]))
}
