import type { Parsed } from '../../../shared/contract/index.ts'
import type { OutboxOp } from '../../store/open.ts'
import { asScanned } from '../packages/change.ts'
import { storedBody } from '../messages/refuse.ts'
import { shortcutOf } from '../messages/templates.ts'

/** A corrected value as its column holds it; refuses a message that nobody could read. */
export function mended(op: OutboxOp, { column, value }: Parsed<'sync.retry'>['edits'][number]): string | null {
  if (op.table === 'messages') return storedBody(value, Number(op.values['files'] ?? 0))
  const written = value.trim()
  if (op.table === 'message_templates') return shortcutOf(written)
  return column === 'tracking_number'
    ? asScanned(written, typeof op.values['carrier'] === 'string' ? op.values['carrier'] : '')
    : written
}
