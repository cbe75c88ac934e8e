import { z } from 'zod'
import { PASSPHRASE_LENGTH } from '../archive/passphrase.ts'
import { backup, storeState } from './app.ts'
import { instant, nothing, route, text } from './route.ts'
import { actAbout } from './sync.ts'

/** What a building's data would be after another file took its place, beside what it is. */
const lost = z.object({
  /** Acts that stand in no other place. */
  count: z.int(),
  /** By the act's name, the most frequent first. */
  kinds: z.array(z.object({ name: z.string(), count: z.int() })),
  /** The last ones. */
  newest: z.array(z.object(actAbout)),
})

const kept = z.object({
  /** Acts that wait to be sent to the project. */
  waiting: z.int(),
  drafts: z.int(),
  labels: z.int(),
  files: z.int(),
})

/** What a restore would take away and what it would leave. */
const preview = z.object({
  at: instant,
  packages: z.int(),
  packagesNow: z.int(),
  /** The project brings back what it has. */
  connected: z.boolean(),
  lost,
  kept,
})

const passphrase = text(PASSPHRASE_LENGTH.most)

/** An archive that was opened and waits to be taken. */
const archiveAbout = z.object({
  madeAt: instant,
  by: z.string(),
  version: z.string(),
  building: z.string(),
  /** Of the building, whose clocks say when it was made: another zone may be open here, or none. */
  timezone: z.string(),
  desk: z.string(),
  packages: z.int(),
  files: z.int(),
  /** It comes from a desk of a project: this computer is connected to it again afterwards. */
  connected: z.boolean(),
  /** What stands here now and goes; null where nothing does. */
  here: z
    .object({ building: z.string(), isSample: z.boolean(), isSame: z.boolean(), packages: z.int(), lost })
    .nullable(),
})

export const backupsRoutes = {
  'backups.list': route('building.read', nothing, z.object({ backups: z.array(backup), folder: z.string() })),
  'backups.make': route('building.write', nothing, backup),
  'backups.preview': route('building.write', z.object({ file: text(1000) }), preview),
  /** Goes back to a backup while the desk works; what is here now is a backup afterwards. */
  'backups.restore': route('building.write', z.object({ file: text(1000) }), storeState),
  /** Everything of this desk as one encrypted file; null where no place was chosen for it. */
  'archive.write': route(
    'data.export',
    z.object({ passphrase: passphrase.min(PASSPHRASE_LENGTH.least) }),
    z.object({ path: z.string(), bytes: z.int() }).nullable(),
  ),
  /** Asks for an archive; null where none was chosen. An open desk asks for the right to change the building, here and below. */
  'archive.choose': route(null, nothing, z.object({ name: z.string(), bytes: z.int() }).nullable()),
  /** Opens the chosen one beside the data of now, which stays as it is. */
  'archive.open': route(null, z.object({ passphrase }), archiveAbout),
  /** Puts what was opened in the place of what is here. */
  'archive.take': route(null, nothing, storeState),
  'archive.stop': route(null, nothing, nothing),
  'archive.progress': route(null, nothing, z.object({ done: z.number(), of: z.number() }).nullable()),
} as const

export type RestorePreview = z.infer<typeof preview>
export type ArchiveAbout = z.infer<typeof archiveAbout>
export type LostActs = z.infer<typeof lost>
