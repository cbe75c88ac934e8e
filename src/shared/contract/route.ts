import { z } from 'zod'
import type { Permission } from '../staff/permissions.ts'

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
export const instant = z.iso.datetime({ precision: 3 })
export const nothing = z.object({})
/** Free text that a person typed or a barcode carried: bounded, so that nobody fills the disk with one call. */
export const text = (max: number) => z.string().max(max)
/** What every act answers: the name under which it can be undone. */
export const act = z.object({ actId: id })
