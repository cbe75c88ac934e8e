import { resolve } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { startHub, type Hub, type HubOptions } from '../../dev/hub/hub.ts'

export const PASSWORD = 'correct horse battery'

/** A project that nobody has used yet, with this program's tables. */
export const startProject = (options: HubOptions = {}): Promise<Hub> =>
  startHub({
    migrationsDir: resolve(import.meta.dirname, '../../migrations/supabase'),
    ...options,
    // A suite signs in more often than people do.
    auth: { tokenRequests: 0, verifyRequests: 0, mailRequests: 0, mailEverySeconds: 0, ...options.auth },
  })

/** An account whose address is confirmed. */
export async function addAccount(hub: Hub, email: string): Promise<void> {
  const admin = createClient(hub.url, hub.serviceKey, { auth: { persistSession: false, autoRefreshToken: false } })
  const { error } = await admin.auth.admin.createUser({ email, password: PASSWORD, email_confirm: true })
  if (error) throw error
}

/** Makes an account for a member of the staff, as an administrator's invitation does. */
export async function inviteStaff(hub: Hub, building: string, name: string, email: string): Promise<void> {
  await addAccount(hub, email)
  await hub.admin.query(
    `insert into private.invitations (building_id, email, staff_id)
     select building_id, $3, id from public.staff where building_id = $1 and display_name = $2`,
    [building, name, email],
  )
}
