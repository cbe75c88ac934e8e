import type { Page } from '@playwright/test'
import { createClient } from '@supabase/supabase-js'
import { uuidv7 } from 'uuidv7'
import { startProxy } from '../../../../dev/proxy/proxy.ts'
import { addAccount, PASSWORD, startProject } from '../../../support/project.ts'
import type { Harness } from '../page/main.tsx'
import { ALEX, conversation, everything, ME, messages, NOW, uuid, type Scene } from '../page/world.ts'
import { seedConversation, seedPeople, type Rows } from './rows.ts'
import type { Worlds } from './index.ts'

declare const harness: Harness

/** The same conversations; of the long one only what takes the portal several pages to read. */
const scenes: Record<Exclude<Scene, 'empty'>, () => ReturnType<typeof conversation>[]> = {
  // The other one is newer: it stands first.
  crowded: () => [everything(), conversation(0, { messages: messages(2000, 0, 3) })],
  long: () => [conversation(0, { messages: messages(200_000, 0, 1_200) })],
}

/** A resident in the portal, with a resident's rights, on a hub of their own behind a line that can be cut. */
export async function portalWorlds(address: string): Promise<Worlds> {
  const hub = await startProject()
  const proxy = await startProxy({ port: Number(new URL(hub.url).port) })
  const insert: Rows = async (table, rows) => {
    const columns = Object.keys(rows[0] ?? {}).join(', ')
    if (columns === '') return
    await hub.admin.query(
      `insert into public.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::public.${table}, $1)`,
      [JSON.stringify(rows)],
    )
  }
  let round = 0
  return {
    async open(page: Page, scene: Exclude<Scene, 'empty'>) {
      proxy.set(null)
      round += 1
      // Each round has people and conversations of its own: their ids begin with its number.
      const own = (id: string): string => round.toString(16).padStart(8, '0') + id.slice(8)
      const shift = Date.now() - NOW
      const at = (given: string): string => new Date(Date.parse(given) + shift).toISOString()
      const [first, ...others] = scenes[scene]()
      const [me] = first!.residents
      const people = await seedPeople(insert, own, first!)
      for (const each of [first!, ...others]) await seedConversation(insert, own, at, people, each)
      const email = `resident${round}@example.com`
      await addAccount(hub, email)
      await hub.admin.query(
        `insert into public.resident_accounts (building_id, resident_id, user_id)
         select $1, $2, id from auth.users where email = $3`,
        [people.building_id, own(me!.id), email],
      )
      const auth = createClient(hub.url, hub.anonKey, { auth: { persistSession: false, autoRefreshToken: false } }).auth
      const { data, error } = await auth.signInWithPassword({ email, password: PASSWORD })
      if (error) throw error
      const asked = {
        client: 'portal',
        hub: proxy.url,
        key: hub.anonKey,
        token: data.session.access_token,
        resident: own(me!.id),
        name: me!.name,
      }
      await page.goto(`${address}?${new URLSearchParams(asked)}`)
      await page.waitForFunction(() => 'harness' in window)
      // Signs and hints travel from here on.
      await page.waitForFunction(() => harness.client.connection().state === 'live')
      const conversationId = own(first!.id)
      const other = { ...ME, id: own(ME.id) }
      let named = 0
      return {
        conversationId,
        other,
        place: await page.evaluate(() => harness.client.place()),
        async receive(body, name) {
          const author = name === undefined ? other.id : own(uuid(300 + ++named))
          const { building_id } = people
          if (name !== undefined) await insert('staff', [{ id: author, building_id, display_name: name, role: 'desk' }])
          const by = { conversation_id: conversationId, author_staff_id: author, sent_at: new Date().toISOString() }
          await insert('messages', [{ id: uuidv7(), building_id, body, ...by }])
        },
        rename: async (subject) =>
          void (await hub.admin.query('update public.conversations set subject = $2 where id = $1', [
            conversationId,
            subject,
          ])),
        mark: async (how) =>
          void (await hub.admin.query(
            `update public.conversation_participants set last_${how}_at = (
               select max(received_at) from public.messages where conversation_id = $1) where conversation_id = $1 and staff_id = $2`,
            [conversationId, other.id],
          )),
        line: async (up) => proxy.set(up ? null : { kind: 'refuse' }),
        async refused(send) {
          await hub.admin.query(
            'create policy refused on public.messages as restrictive for insert to authenticated with check (false)',
          )
          await send()
          await page.locator('[data-failed]').waitFor()
          await hub.admin.query('drop policy refused on public.messages')
        },
        presence: async (doing) =>
          void (await hub.admin.query(`select realtime.send($1, 'sign', $2, true)`, [
            {
              from: own(ALEX.id),
              person: { id: other.id, side: 'desk' },
              conversation: conversationId,
              doing: doing ?? 'gone',
            },
            `resident:${own(me!.id)}`,
          ])),
      }
    },
    async close() {
      await proxy.stop()
      await hub.stop()
    },
  }
}
