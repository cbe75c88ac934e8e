import type { SupabaseClient } from '@supabase/supabase-js'
import { inject } from 'vitest'
import type { Hub } from '../../../dev/hub/hub.ts'
import { portalMessaging } from '../../../src/portal/messaging/client.ts'
import { participantId } from '../../../src/shared/messaging/ids.ts'
import { createIds } from '../../../src/main/store/ids.ts'
import { hubOn, person } from '../../hub/support/hub.ts'
import { join } from 'node:path'
import { elastic } from '../../support/connected.ts'
import { PROJECT } from '../../support/testDesk.ts'

const ids = createIds({ now: () => new Date(), random: (n) => crypto.getRandomValues(new Uint8Array(n)) })
export const newId = (): string => ids.next()

/** A hub with the project's migrations, on the newest Postgres. */
export function startProject(options: Parameters<typeof hubOn>[1] = {}): Promise<Hub> {
  const cluster = inject('clusters').find(({ url }) => url !== undefined)
  return hubOn(cluster!.url!, { migrationsDir: join(PROJECT, 'migrations/supabase'), ...options })
}

/** A building of its own with a clerk and a resident who have accounts, and a conversation that the clerk began. */
export async function foundBuilding(hub: Hub, options: Parameters<typeof person>[1] = {}) {
  const clerk = await person(hub)
  const tenant = await person(hub, options)
  const at = {
    building: newId(),
    staff: newId(),
    desk: newId(),
    unit: newId(),
    resident: newId(),
    conversation: newId(),
  }
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row)
    return hub.admin.query(
      `insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    )
  }
  const building_id = at.building
  await insert('buildings', { id: building_id, building_id, name: 'Lofts' })
  await insert('staff', { id: at.staff, building_id, display_name: 'Nadège', role: 'desk', user_id: clerk.id })
  await insert('desks', { id: at.desk, building_id, name: 'Réception', letter: 'A' })
  await insert('units', { id: at.unit, building_id, number: '804' })
  await insert('residents', { id: at.resident, building_id, given_name: 'Ana', family_name: 'Roy' })
  await insert('occupancies', {
    id: newId(),
    building_id,
    resident_id: at.resident,
    unit_id: at.unit,
    kind: 'owner',
  })
  await insert('resident_accounts', { building_id, resident_id: at.resident, user_id: tenant.id })
  await insert('conversations', { id: at.conversation, building_id, subject: 'Colis', unit_id: at.unit })
  for (const who of [{ resident_id: at.resident }, { staff_id: at.staff }])
    await insert('conversation_participants', {
      id: participantId(at.conversation, Object.values(who)[0]!),
      building_id,
      conversation_id: at.conversation,
      ...who,
    })
  const write = async (body: string, id = newId(), more: Record<string, unknown> = {}): Promise<string> => {
    const { error } = await clerk.client.from('messages').insert({
      id,
      building_id,
      conversation_id: at.conversation,
      author_staff_id: at.staff,
      body,
      sent_at: new Date().toISOString(),
      ...more,
    })
    if (error) throw new Error(error.message)
    return id
  }
  return {
    ...at,
    clerk,
    tenant,
    insert,
    /** The clerk writes. */
    write,
    /** The clerk reads all that there is. */
    async clerkReads(): Promise<void> {
      const { error } = await clerk.client
        .from('conversation_participants')
        .update({ last_read_at: new Date(Date.now() + 60_000).toISOString() })
        .eq('id', participantId(at.conversation, at.staff))
      if (error) throw new Error(error.message)
    },
  }
}

/** The portal of a resident, as a page would mount it. */
export function openPortal(
  supabase: SupabaseClient,
  residentId: string,
  texts = new Map<string, string>(),
  later = elastic().later,
) {
  return portalMessaging({
    supabase,
    resident: { id: residentId, name: 'Ana Roy' },
    storage: {
      get: (key) => texts.get(key) ?? null,
      set: (key, value) => void (value === null ? texts.delete(key) : texts.set(key, value)),
    },
    newId,
    now: () => new Date(),
    chance: Math.random,
    later,
    renew: () => supabase.auth.refreshSession(),
  })
}
