import { z } from 'zod'

/** The first entry of an archive: whoever opens it knows before all else whether it can be read and what it holds. */
export const MANIFEST = 'manifest.json'
export const REPLICA = 'replica.db'
export const SETTINGS = 'settings.json'
const FILE = /^files\/[0-9a-f-]{36}$/

/** How archives are laid out. A later program raises it when an older one could no longer read what it writes. */
export const ARCHIVE_FORMAT = 1

/** Read also from archives of a later layout, so that they can be told from broken ones. */
export const formatOf = z.object({ format: z.int().min(1) })

/** What an archive says of itself. */
export const manifest = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  /** The program that wrote it. */
  version: z.string(),
  schema: z.int(),
  madeAt: z.iso.datetime(),
  building: z.object({ id: z.string(), name: z.string(), timezone: z.string().default('America/Toronto') }),
  desk: z.string(),
  /** Who made it. */
  by: z.string(),
  /** The desk was connected to a project. */
  connected: z.boolean(),
  packages: z.int(),
  /** Every other entry with its size: nothing else is taken out of an archive. */
  entries: z.array(z.object({ name: z.string(), bytes: z.int().min(0) })),
})
export type Manifest = z.infer<typeof manifest>

/** An archive under this name is not whole yet. */
export const partOf = (target: string): string => `${target}.part`

/** Hears how many bytes of how many are done. */
export type Step = (done: number, of: number) => void

/** Names that an archive may hold: they become paths. */
export const isEntryName = (name: string): boolean => name === REPLICA || name === SETTINGS || FILE.test(name)
