import { participantId } from '../../../shared/messaging/ids.ts'
import type { Tx } from '../../store/open.ts'

type Person = { staffId: string } | { residentId: string }

/** The person's place in the conversation, made where there is none. */
export function takePart(tx: Tx, conversationId: string, person: Person): string {
  const personId = 'staffId' in person ? person.staffId : person.residentId
  const id = participantId(conversationId, personId)
  if (!tx.get('conversation_participants', id))
    tx.insert('conversation_participants', {
      id,
      conversation_id: conversationId,
      staff_id: 'staffId' in person ? personId : null,
      resident_id: 'residentId' in person ? personId : null,
    })
  return id
}

/** Moves a marker of a staff member; it never goes back. Answers whether it moved. */
export function moveMarker(
  tx: Tx,
  conversationId: string,
  staffId: string,
  to: { read?: string | null; delivered?: string | null },
): boolean {
  const id = participantId(conversationId, staffId)
  const row = tx.get('conversation_participants', id)
  const later = (was: string | null | undefined, given: string | null | undefined) =>
    given && given > (was ?? '') ? given : (was ?? null)
  const read = later(row?.last_read_at, to.read)
  const delivered = later(later(row?.last_delivered_at, to.delivered), read)
  if (read === (row?.last_read_at ?? null) && delivered === (row?.last_delivered_at ?? null)) return false
  if (!row)
    tx.insert('conversation_participants', {
      id,
      conversation_id: conversationId,
      staff_id: staffId,
      resident_id: null,
      last_read_at: read,
      last_delivered_at: delivered,
    })
  else tx.patch('conversation_participants', id, { last_read_at: read, last_delivered_at: delivered })
  return true
}
