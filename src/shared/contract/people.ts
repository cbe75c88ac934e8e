import { z } from 'zod'
import { PHONE_LABELS } from '../people/phones.ts'

/** A telephone as a person has it. */
export const phone = z.object({
  sms: z.boolean(),
  e164: z.string().nullable(),
  label: z.enum(PHONE_LABELS),
  typed: z.string(),
  extension: z.string().nullable(),
})
