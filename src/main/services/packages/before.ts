import { z } from 'zod'
import { DeskError } from '../../../shared/contract/errors.ts'
import { KINDS } from '../../../shared/packages/kinds.ts'
import type { Row } from '../../store/schema.ts'

const flag = z.literal([0, 1])
/** The columns that an edit may have, each as the replica keeps it. */
const edited = z
  .strictObject({
    tracking_number: z.string().nullable(),
    carrier: z.string(),
    kind: z.enum(KINDS),
    note: z.string(),
    written_name: z.string().nullable(),
    perishable: flag,
    oversize: flag,
    signature_required: flag,
  })
  .partial()

/** What an edit changed, as it was before. An event that another program wrote may say anything: then it is not undone. */
export function beforeEdit(detail: string): Partial<Row<'packages'>> {
  try {
    const { before } = JSON.parse(detail) as { before?: unknown }
    // Out of JSON no column comes as undefined.
    return edited.parse(JSON.parse(String(before))) as Partial<Row<'packages'>>
  } catch {
    throw new DeskError('UNDO_NOT_LAST')
  }
}
