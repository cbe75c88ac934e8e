import { createClient } from '@supabase/supabase-js'
import { startHub, type Hub } from '../../../dev/hub/hub.ts'
import { startProxy } from '../../../dev/proxy/proxy.ts'
import type { ThreadMessage } from '../../../src/shared/messaging/schema.ts'
import {
  connectByReplace,
  connectByUpload,
  deskHome,
  elastic,
  network,
  openDesk,
  type ConnectedDesk,
} from '../../support/connected.ts'
import { addAccount, inviteStaff, PASSWORD } from '../../support/project.ts'
import { newId, openPortal, startProject } from './project.ts'

/** Two connected desks and a resident in the portal, each on a network and a line of its own, at one conversation. */
export async function openLobby() {
  const hub = await startProject()
  const port = Number(new URL(hub.url).port)
  const proxies = [await startProxy({ port }), await startProxy({ port }), await startProxy({ port })] as const
  const behind = (at: number): Hub => ({ ...hub, url: proxies[at]!.url })
  const time = elastic()
  const homes = [deskHome(), deskHome()]
  const a = await openDesk(homes[0]!, network(), {}, time)
  const b = await openDesk(homes[1]!, network(), {}, time)
  const building = await connectByUpload(a, behind(0))
  await inviteStaff(hub, building, 'Hélène Castonguay', 'helene@example.com')
  await connectByReplace(b, behind(1), 'helene@example.com', 'B')

  const { rows } = await a.ask('messages.conversations', { filter: { status: 'open' } })
  const conversation = rows.find(({ residents }) => residents.length === 1)!
  const resident = conversation.residents[0]!
  await addAccount(hub, 'resident@example.com')
  await hub.admin.query(
    `insert into public.resident_accounts (building_id, resident_id, user_id)
     select $1, $2, id from auth.users where email = 'resident@example.com'`,
    [building, resident.id],
  )
  const line = network()
  const supabase = createClient(proxies[2].url, hub.anonKey, {
    auth: { autoRefreshToken: true, persistSession: true, storageKey: newId() },
    global: { fetch: line.ports.fetch },
    realtime: { transport: await line.ports.webSocket() },
  })
  const { error } = await supabase.auth.signInWithPassword({ email: 'resident@example.com', password: PASSWORD })
  if (error) throw error
  const portal = await openPortal(supabase, resident.id, new Map(), time.later)
  let running = hub

  return {
    /** The one that runs now. */
    get hub() {
      return running
    },
    desks: [a, b] as const,
    portal: { ...portal, line, supabase },
    conversationId: conversation.id,
    resident,
    lines: [a.line, b.line, line],
    /** What stands between each of the three and the server, in the order of `lines`. */
    proxies,
    /** The time by which the three try again. */
    time,
    /** The server goes, and comes back as another process would: what it held in memory is gone. */
    async restart(meanwhile: () => Promise<void>): Promise<void> {
      const { databaseUrl, knobs } = running
      await running.stop()
      await meanwhile()
      running = await startHub({ databaseUrl, port, ...knobs.settings })
    },
    async close(): Promise<void> {
      await portal.stop()
      await supabase.auth.stopAutoRefresh()
      await supabase.removeAllChannels()
      for (const desk of [a, b]) await desk.close()
      for (const proxy of proxies) await proxy.stop()
      await running.stop()
      for (const home of homes) home.remove()
    },
  }
}
export type Lobby = Awaited<ReturnType<typeof openLobby>>

/** The messages of the lobby's conversation as a desk shows them. */
export async function deskThread(desk: ConnectedDesk, conversationId: string): Promise<ThreadMessage[]> {
  const { items } = await desk.ask('messages.thread', { conversationId, offset: -200, limit: 200 })
  return items.filter((item) => item.kind === 'message')
}
/** The same as the resident sees them. */
export async function portalThread({ portal, conversationId }: Lobby): Promise<ThreadMessage[]> {
  const { items } = await portal.client.thread({ conversationId, offset: -200, limit: 200 })
  return items.filter((item) => item.kind === 'message')
}
