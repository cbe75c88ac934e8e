import type { ConversationRow } from '../../shared/messaging/schema.ts'
import { Row } from './Row.tsx'

/** A conversation in one row, outside of the list. */
export function ConversationSummary({ row }: { row: ConversationRow }) {
  return (
    <div className="conv conv-alone">
      <Row row={row} />
    </div>
  )
}
