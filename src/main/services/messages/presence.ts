import { createPresence, type PresenceParts } from '../../../shared/messaging/presence.ts'
import type { Store } from '../../store/open.ts'
import type { Actor } from '../deps.ts'
import { personName } from '../parcel/rows.ts'

export interface PresencePorts extends Omit<PresenceParts, 'nameOf'> {
  /** Signs of other desks and of residents, as the channel brings them. */
  onSign(listener: (sign: unknown) => void): () => void
  /** Signs go to these residents too, and come from them. */
  follow(residentIds: readonly string[]): void
}

/** Who is at which conversation. This desk's window shows one thread, so opening one leaves the other. */
export function createDeskPresence(store: Store, deskId: string, parts: PresencePorts) {
  const staff = store.prepare<{ display_name: string }>(
    'SELECT display_name FROM staff WHERE id = ? AND active = 1 AND deleted_at IS NULL',
  )
  const resident = store.prepare<{ given_name: string; family_name: string }>(
    'SELECT given_name, family_name FROM residents WHERE id = ? AND deleted_at IS NULL',
  )
  const residents = store.prepare<{ id: string }>(
    `SELECT resident_id AS id FROM conversation_participants
     WHERE conversation_id = ? AND resident_id IS NOT NULL AND deleted_at IS NULL LIMIT 4`,
  )
  const presence = createPresence(
    {
      ...parts,
      nameOf({ id, side }) {
        if (side === 'desk') return staff.get(id)?.display_name ?? null
        const row = resident.get(id)
        return row ? personName(row.given_name, row.family_name) : null
      },
    },
    deskId,
  )
  const stop = parts.onSign(presence.hear)
  return {
    view(actor: Actor, conversationId: string | null): void {
      // Who is left hears of it before their channel is.
      presence.view({ id: actor.id, side: 'desk' }, null)
      parts.follow(conversationId === null ? [] : residents.all(conversationId).map(({ id }) => id))
      presence.view({ id: actor.id, side: 'desk' }, conversationId)
    },
    typing: (conversationId: string, on: boolean) => presence.typing(conversationId, on),
    [Symbol.dispose]: () => {
      stop()
      presence.stop()
    },
  }
}
