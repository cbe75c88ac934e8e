import { z } from 'zod'
import { instant, nothing, route } from './route.ts'

/** What the last test restore came to. */
export const restoreTest = z.object({
  at: instant,
  /** The backup that was restored; null where there was none. */
  backupAt: instant.nullable(),
  rows: z.int(),
  ms: z.int(),
  fault: z.enum(['no_backup', 'not_good', 'disk_full']).nullable(),
})
export type RestoreTest = z.infer<typeof restoreTest>

/** What is looked at, and how it can stand. */
export const HEALTH = {
  database: ['works'],
  backup: ['fresh', 'old', 'none'],
  restore_test: ['passed', 'never', 'no_backup', 'not_good', 'disk_full'],
  disk: ['enough', 'low', 'full'],
  waiting: ['nothing', 'waits', 'long', 'refused'],
  line: ['alone', 'works', 'away', 'signed_out'],
  clock: ['right', 'wrong', 'unknown'],
  printer: ['works', 'waits', 'failed'],
  scanner: ['works', 'keyboard', 'denied', 'failed'],
} as const
export type HealthKind = keyof typeof HEALTH
export type HealthReason = { [K in HealthKind]: `${K}.${(typeof HEALTH)[K][number]}` }[HealthKind]

const reasons = Object.entries(HEALTH).flatMap(([kind, states]) =>
  states.map((state) => `${kind}.${state}` as HealthReason),
)

const healthItem = z.object({
  reason: z.enum(reasons as [HealthReason, ...HealthReason[]]),
  /** Since when it stands like this, where that is known. */
  since: instant.nullable(),
  /** How many, how large or how long: what its sentence names. */
  value: z.number().nullable(),
})
export type HealthItem = z.infer<typeof healthItem>

export const healthRoutes = {
  'health.get': route(
    'building.read',
    nothing,
    z.object({ items: z.array(healthItem), lastTest: restoreTest.nullable() }),
  ),
  'health.testRestore': route('building.write', nothing, restoreTest),
} as const
