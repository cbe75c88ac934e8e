import { z } from 'zod'
import type { Permission } from '../staff/permissions.ts'
import { textLimit, TIME_SPAN, type TEXT_LIMITS } from '../sync/limits.ts'

/** One request that the console may send to main: parsed on arrival, answered with the output or an error code. */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I
  output: O
  /** What the person on duty must be allowed to do; null: also before the building is open. */
  permission: Permission | null
}

/** Describes one request. */
export const route = <I extends z.ZodType, O extends z.ZodType>(
  permission: Permission | null,
  input: I,
  output: O,
): Route<I, O> => ({
  permission,
  input,
  output,
})

export const id = z.uuid()
/** A time that is written: within the years that the server takes. */
export const writtenInstant = z.iso
  .datetime({ precision: 3 })
  .refine((at) => at >= TIME_SPAN.from && at < TIME_SPAN.before)
export const instant = z.iso.datetime({ precision: 3 })
export const nothing = z.object({})
/** Halves of characters and the character zero, which Postgres keeps in no column: without them one text would have a whole act refused. */
const storable = (typed: string): string => typed.toWellFormed().replaceAll('\0', '')
/** Free text that a person typed or a barcode carried: bounded, so that nobody fills the disk with one call. */
export const text = (max: number) => z.string().overwrite(storable).max(max)
/** Text that is kept in a column of the building: as long as the server takes it. */
export const columnText = <T extends keyof typeof TEXT_LIMITS>(
  table: T,
  column: keyof (typeof TEXT_LIMITS)[T] & string,
) => text(textLimit(table, column)!)
/** What every act answers: the name under which it can be undone. */
export const act = z.object({ actId: id })
/** Who set a value last, and when; at which desk, where it is of the building. */
export const lastSet = z.object({ by: z.string(), at: instant, desk: z.string() })
