import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { startHub, type Hub, type HubOptions } from '../../../dev/hub/hub.ts'
import { testLetter } from '../../../supabase/functions/_shared/testDeps.ts'
import type { Letter } from '../../../supabase/functions/_shared/letter.ts'

export interface World {
  hub: Hub
  /** Puts a letter in; `dueIn`: milliseconds from now on. */
  add: (more?: Partial<Letter>, dueIn?: number) => Promise<string>
  /** What stands of a letter. */
  read: (id: string) => Promise<{ state: string; attempts: number; outcome: { reason?: string } | null }>
  /** Ends the leases of senders that are gone. */
  endLeases: () => Promise<void>
  events: () => Promise<{ provider: string; event_id: string; event: Record<string, unknown> }[]>
  ring: () => Promise<number>
  /** Resolves when no letter waits or is on its way any more. */
  settled: () => Promise<void>
}

/** A hub with what the sender needs of a database. */
export async function startWorld(options: HubOptions): Promise<World> {
  const hub = await startHub(options)
  await hub.admin.query(readFileSync(resolve(import.meta.dirname, 'double.sql'), 'utf8'))
  await hub.reloadSchema()
  const ring = async (): Promise<number> => {
    const response = await fetch(`${hub.url}/functions/v1/send-notices`, {
      method: 'POST',
      headers: { apikey: hub.secretKey },
    })
    await response.text()
    return response.status
  }
  return {
    hub,
    ring,
    add: async (more = {}, dueIn = 0) => {
      const { letter: _letter, token: _token, attempt: _attempt, ...body } = testLetter(more)
      const { rows } = await hub.admin.query<{ id: string }>(
        `insert into private.letters (body, due) values ($1, clock_timestamp() + make_interval(secs => $2)) returning id`,
        [body, dueIn / 1000],
      )
      return rows[0]!.id
    },
    read: async (id) => {
      const { rows } = await hub.admin.query('select state, attempts, outcome from private.letters where id = $1', [id])
      return rows[0]
    },
    endLeases: async () => {
      await hub.admin.query(`update private.letters set lease_until = '-infinity' where lease_until is not null`)
    },
    events: async () => {
      const { rows } = await hub.admin.query('select * from private.provider_events order by provider, event_id')
      return rows
    },
    settled: async () => {
      for (;;) {
        const { rows } = await hub.admin.query(
          `select 1 from private.letters where claim_token is not null or (state = 'waiting' and outcome is null)`,
        )
        if (rows.length === 0) return
        await new Promise((done) => void setTimeout(done, 20))
      }
    },
  }
}
