import { z } from 'zod'

/** What desk and server say to each other. Cursors are opaque text; times are ISO 8601 UTC with milliseconds. */

/** A row as the server gives it: JSON values, columns by name, `change_seq` as text so that no digit is lost. */
export const wireRow = z.object({
  table: z.string(),
  // Its values came out of JSON.parse and are looked at one by one where they are stored: twice is too slow for a million.
  row: z.custom<Record<string, z.core.util.JSONType>>(
    (row) => typeof row === 'object' && row !== null && !Array.isArray(row),
  ),
})

/** One change of a transaction. `values`: all columns of an insert, only the changed ones of a patch, none of a remove. */
export const wireOp = z.object({
  table: z.string(),
  op: z.enum(['insert', 'patch', 'remove']),
  id: z.uuid(),
  values: z.record(z.string(), z.json()),
})

/** One act of a person: applied whole or not at all, at most once, whatever is repeated. */
export const wireTransaction = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The replica's schema version under which the act was written. */
  schema: z.int(),
  /**
   * The staff member who acted: active staff of the building. The act has only the rights that both the actor and the
   * caller hold; a manager or admin may also bring in the acts of someone whose rights have ended since.
   */
  actor: z.uuid(),
  at: z.string(),
  ops: z.array(wireOp),
})

export const REFUSAL_CODES = [
  /** Row-level security or a missing right. */
  'not_allowed',
  /** The lifecycle does not allow the step: somebody was first. */
  'lifecycle',
  /** A unique, foreign key, check or not-null constraint. */
  'constraint',
  /** The row to change is unknown to the server. */
  'missing',
  /** Malformed: unknown table or column, bad value. */
  'invalid',
  /** The desk's version is too old for this server. */
  'too_old',
] as const

/** Why an act waits for a person: the server's word, or what the desk found itself. */
export const REFUSED_ACT_CODES = [
  ...REFUSAL_CODES,
  /** It builds on an act that was refused. */
  'depends',
  /** A file that it names cannot be stored. */
  'attachment',
] as const

export const wireResult = z.discriminatedUnion('status', [
  /** Every row that the act touched, as it is now on the server. */
  z.object({ id: z.uuid(), status: z.literal('applied'), rows: z.array(wireRow) }),
  z.object({
    id: z.uuid(),
    status: z.literal('refused'),
    code: z.enum(REFUSAL_CODES),
    message: z.string(),
    /** Facts for the sentence on the screen: who handed it over, when, which column. */
    detail: z.record(z.string(), z.json()),
    /** The rows that the act wanted to change, as they are on the server (those the caller may see). */
    rows: z.array(wireRow),
  }),
])

export const pushAnswer = z.object({ results: z.array(wireResult), epoch: z.string(), server_time: z.string() })

export const pullAnswer = z.object({
  rows: z.array(wireRow),
  /** Pass it back to go on. */
  cursor: z.string(),
  more: z.boolean(),
  /** Changes when the server was restored or the caller's rights changed: start over, keep the outbox. */
  epoch: z.string(),
  /** True when the given cursor belonged to another epoch: rows begin from the start. */
  reset: z.boolean(),
  server_time: z.string(),
})

/** Rows of one table as texts, in the order of `columns`: half of the bytes and a third of the work of rows by name. */
export const wireCells = z.object({
  table: z.string(),
  columns: z.array(z.string()),
  // Looked at one by one where they are stored, like the rows of a pull.
  rows: z.custom<(readonly (string | null)[])[]>((rows) => Array.isArray(rows)),
})

/**
 * How a page of a whole reading begins: like a pull, but instead of the rows how many there are table by table, parents first.
 * The rows follow it in one list.
 */
export const pageHead = pullAnswer
  .omit({ rows: true })
  .extend({ tables: z.array(wireCells.extend({ rows: z.int().min(0) })) })

/** What a whole reading will bring: how many rows, and the cursors at which pages may begin, in order. */
export const outlineAnswer = z.object({
  epoch: z.string(),
  rows: z.int().min(0),
  marks: z.array(z.string().min(1)),
  server_time: z.string(),
})

export const digestAnswer = z.object({
  epoch: z.string(),
  /** Highest change number that the digest covers. */
  upto: z.string(),
  /**
   * Per table: rows (tombstones included) and the sum over them of the first 13 hex digits of an md5, as text: of the values of
   * the columns that were asked for, and of id || ':' || change_seq where none were.
   */
  tables: z.record(z.string(), z.object({ count: z.int(), sum: z.string() })),
  server_time: z.string(),
})

export type WireRow = z.infer<typeof wireRow>
export type WireOp = z.infer<typeof wireOp>
export type WireTransaction = z.infer<typeof wireTransaction>
export type WireResult = z.infer<typeof wireResult>
export type PushAnswer = z.infer<typeof pushAnswer>
export type PullAnswer = z.infer<typeof pullAnswer>
export type WireCells = z.infer<typeof wireCells>
export type PageHead = z.infer<typeof pageHead>
/** A page whose rows stand with their tables. */
export type PageAnswer = Omit<PageHead, 'tables'> & { tables: WireCells[] }
export type OutlineAnswer = z.infer<typeof outlineAnswer>
export type DigestAnswer = z.infer<typeof digestAnswer>
