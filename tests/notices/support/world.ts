import { randomUUID } from 'node:crypto'
import { on } from 'node:events'
import type { Hub, HubOptions } from '../../../dev/hub/hub.ts'
import { startProject } from '../../support/project.ts'
import { insertSql } from '../../rls/seed.ts'

/** A parcel that somebody is to be told of. */
export interface Told {
  notice: string
  person: string
  address: string
  shortNumber: string
}

export interface SentLetter {
  id: string
  state: string
  attempts: number
  provider: string | null
  provider_id: string | null
  reason: string | null
}

export interface World {
  hub: Hub
  /** A parcel for a person of its own; `dueIn`: milliseconds until its grace ends; `more`: of the person. */
  add: (dueIn?: number, more?: object) => Promise<Told>
  /** The letter that carries a notice. */
  letterOf: (told: Told) => Promise<SentLetter | undefined>
  /** What desks read of a notice. */
  deliveryOf: (told: Told) => Promise<{ state: string; reason: string | null } | undefined>
  /** Ends the leases of senders that are gone. */
  endLeases: () => Promise<void>
  events: () => Promise<{ provider: string; event_id: string; event: Record<string, unknown> }[]>
  /** No notices, letters and events any more. */
  clear: () => Promise<void>
  ring: () => Promise<number>
  /** Resolves when no letter waits or is on its way any more. */
  settled: () => Promise<void>
}

const SETTLE_MS = 30_000
/** Each statement that writes what is sent is told to whoever listens. */
const WRITTEN = `create function public.tell_letters_written() returns trigger language plpgsql as $$
    begin perform pg_notify('letters_written', ''); return null; end $$;
  ${['private.letters', 'public.notices', 'public.notice_deliveries']
    .map(
      (table) => `create trigger letters_written after insert or update or delete on ${table}
        for each statement execute function public.tell_letters_written();`,
    )
    .join('\n')}`

/** A project with a building whose parcels wait to be told of. */
export async function startWorld(options: HubOptions): Promise<World> {
  const hub = await startProject(options)
  const building = randomUUID()
  const [staff, desk, unit] = [randomUUID(), randomUUID(), randomUUID()]
  const insert = (table: string, id: string, row: object) =>
    hub.admin.query(...insertSql(table, { id, building_id: building, ...row }))
  const one = async <T>(sql: string, values: unknown[]): Promise<T | undefined> =>
    (await hub.admin.query(sql, values)).rows[0] as T | undefined
  await insert('buildings', building, { name: 'Lofts des Arts' })
  await insert('staff', staff, { display_name: 'Nadège', role: 'desk' })
  await insert('desks', desk, { name: 'Réception', letter: 'A' })
  await insert('units', unit, { number: '101', floor: 1 })
  await hub.admin.query(WRITTEN)
  const open = async () => {
    const { rows } = await hub.admin.query(
      `select id, state, attempts, reason from private.letters
       where claim_token is not null or (state = 'waiting' and attempts = 0)
       union all select id, state, null, null from public.notices n where n.state = 'waiting'
         and n.send_after <= clock_timestamp()
         and not exists (select from public.notice_deliveries d where d.notice_id = n.id)`,
    )
    return rows
  }
  let count = 0
  return {
    hub,
    add: async (dueIn = 0, more = {}) => {
      const [person, parcel, notice] = [randomUUID(), randomUUID(), randomUUID()]
      const shortNumber = `A${++count}`
      const address = `ana.roy.${count}@example.org`
      await insert('residents', person, { given_name: 'Ana', family_name: 'Roy', email: address, ...more })
      await insert('occupancies', randomUUID(), { resident_id: person, unit_id: unit, kind: 'tenant' })
      await insert('packages', parcel, {
        short_number: shortNumber,
        label_code: `L${parcel.replaceAll('-', '').slice(0, 12)}`,
        pickup_code: String(100_000 + count),
        unit_id: unit,
        resident_id: person,
        carrier: 'ups',
        kind: 'parcel',
        status: 'received',
        direction: 'incoming',
        received_at: new Date(),
        received_by: staff,
      })
      await insert('notices', notice, {
        package_id: parcel,
        resident_id: person,
        language: 'fr',
        template: 'arrived',
        state: 'waiting',
        send_after: new Date(Date.now() + dueIn),
      })
      return { notice, person, address, shortNumber }
    },
    letterOf: ({ notice }) =>
      one<SentLetter>(
        `select l.id, l.state, l.attempts, l.provider, l.provider_id, l.reason from private.letters l
         join public.notice_deliveries d on d.letter_id = l.id where d.notice_id = $1`,
        [notice],
      ),
    deliveryOf: ({ notice }) =>
      one('select state, reason from public.notice_deliveries where notice_id = $1', [notice]),
    endLeases: async () => {
      await hub.admin.query(`update private.letters set lease_until = '-infinity' where lease_until is not null`)
    },
    events: async () => {
      const { rows } = await hub.admin.query(
        'select provider, event_id, event from private.provider_events order by provider, event_id',
      )
      return rows
    },
    clear: async () => {
      await hub.admin.query(
        'truncate private.letters, private.provider_events, public.notice_deliveries, public.notices cascade',
      )
    },
    ring: async () => {
      const response = await fetch(`${hub.url}/functions/v1/send-notices`, {
        method: 'POST',
        headers: { apikey: hub.secretKey },
      })
      await response.text()
      return response.status
    },
    settled: async () => {
      await hub.functionsDone()
      // Functions outside of the hub tell nobody when they are done: the database tells of what they write.
      const client = await hub.admin.connect()
      const written = on(client, 'notification', { signal: AbortSignal.timeout(SETTLE_MS) })
      try {
        await client.query('listen letters_written')
        for (let rows = await open(); rows.length > 0; rows = await open())
          await written.next().catch((cause: unknown) => {
            throw new Error(`still not sent: ${JSON.stringify(rows)}`, { cause })
          })
      } finally {
        await written.return?.()
        client.release(true)
      }
    },
  }
}
