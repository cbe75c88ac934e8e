import { z } from 'zod'
import { TransportError } from '../../supabase/fault.ts'
import type { Link } from './link.ts'
import type { Sent } from '../../shared/sync/sent.ts'

const LIMIT_MS = 5000
/** How many rows one answer of who_sent holds. */
const AT_ONCE = 500

const answer = z.array(
  z.object({
    row_id: z.uuid(),
    action: z.enum(['insert', 'update']),
    signed_by: z.uuid().nullable(),
    sent_by: z.uuid().nullable(),
  }),
)

/** Who sent these rows, from the server's own notes; nobody where there is no line to it or the caller may not know. */
export async function askSenders({ session, project, log }: Link, building: string, rowIds: string[]): Promise<Sent[]> {
  const found: Sent[] = []
  try {
    await session.fresh()
    for (let from = 0; from < rowIds.length; from += AT_ONCE) {
      const row_ids = rowIds.slice(from, from + AT_ONCE)
      const read = answer.parse(await project.rpc('who_sent', { building, row_ids }, AbortSignal.timeout(LIMIT_MS)))
      for (const { row_id: rowId, action, signed_by: signedBy, sent_by: sentBy } of read)
        if (action === 'insert' && sentBy !== null) found.push({ rowId, signedBy, sentBy })
    }
  } catch (error) {
    log.info('audit.not_read', { code: error instanceof TransportError ? error.code : 'bad_answer' })
    return []
  }
  return found
}
