import { z } from 'zod'

/**
 * How a chain can be broken. `changed`: an entry is not as it was written. `missing`: one was taken out. `reordered`: one stands in
 * another place. `cut`: the end is missing. `restamped`: it fits itself, and not a head that is known from elsewhere.
 */
export const AUDIT_BREAKS = ['changed', 'missing', 'reordered', 'cut', 'restamped'] as const

const auditBreak = z.object({
  kind: z.enum(AUDIT_BREAKS),
  /** The place in the file. */
  seq: z.int(),
  /** The entry that is meant; nothing where it cannot be told. */
  segment: z.string().nullable(),
  n: z.int().nullable(),
  /** The last entry that agreed with a head from elsewhere. */
  provenUpTo: z.int().nullable(),
})

export const auditVerdict = z.object({
  entries: z.int(),
  segments: z.int(),
  broken: auditBreak.nullable(),
  head: z.object({ seq: z.int(), segment: z.string(), n: z.int(), hash: z.string() }).nullable(),
  /** Heads from elsewhere that it was held against. */
  anchors: z.object({ given: z.int(), met: z.int() }),
  /** Where a backup was restored, and after which entry. */
  restored: z.array(z.object({ seq: z.int(), backup: z.string().nullable(), afterN: z.int() })),
})
export type AuditVerdict = z.infer<typeof auditVerdict>
export type AuditBreak = z.infer<typeof auditBreak>
