import { z } from 'zod'
import { AUDIT_AREAS } from './areas.ts'

/** Facts of an entry: ids, words of the program and numbers, never what somebody typed. */
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

const row = z.object({
  table: z.string(),
  op: z.enum(['insert', 'patch', 'remove']),
  id: z.string(),
  /** Whose salt it is under, where that is not the row itself. */
  about: z.string().optional(),
  /** The columns that a patch changed. */
  columns: z.array(z.string()).optional(),
  /** What it holds of the program's own words: a state, a role, a kind. */
  words: z.record(z.string(), z.string()).optional(),
  /** All values that were written, as a salted digest. */
  digest: z.string().optional(),
})

/** The body of one entry. Its bytes are written once and hashed as they stand. */
export const auditBody = z.object({
  v: z.literal(1),
  segment: z.string(),
  n: z.int().min(1),
  at: z.string(),
  what: z.string(),
  area: z.enum(AUDIT_AREAS),
  by: z.string().nullable(),
  act: z.string().optional(),
  /** It was brought back from a damaged file. */
  again: z.literal(true).optional(),
  rows: z.array(row).optional(),
  /** How many rows of each table, where they are too many to be named. */
  counts: z.record(z.string(), z.int()).optional(),
  about: z.string().optional(),
  detail: facts.optional(),
  digest: z.string().optional(),
})
export type AuditBody = z.infer<typeof auditBody>
export type AuditRow = z.infer<typeof row>
export type AuditFacts = z.infer<typeof facts>

/** What the first entry of a segment is called. */
export const SEGMENT = 'audit.segment'
export const SEGMENT_REASONS = ['begun', 'desk', 'restored', 'server_ahead'] as const
export type SegmentReason = (typeof SEGMENT_REASONS)[number]

/** What the first entry of a segment tells: why it begins, at which desk, and after what. */
export const segmentFacts = z.object({
  reason: z.enum(SEGMENT_REASONS),
  desk: z.string().nullable(),
  building: z.string().nullable(),
  /** The backup that was restored. */
  backup: z.string().nullable(),
  afterSegment: z.string().nullable(),
  afterN: z.int().nullable(),
  afterHash: z.string().nullable(),
})
export type SegmentFacts = z.infer<typeof segmentFacts>
