import { z } from 'zod'

/** A file that main made, for the person to save where they like. */
export const writtenFile = z.object({
  name: z.string(),
  type: z.string(),
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array),
})
