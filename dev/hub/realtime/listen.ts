import { Client } from 'pg'
import type { Notification } from 'pg'
import type { Context } from '../types.ts'
import { busTopic } from './bus.ts'
import type { Bus } from './bus.ts'

interface Note {
  id: string
  topic: string
  event: string
  payload: unknown
  private: boolean
  read?: boolean
}

export interface Listener {
  stop: () => Promise<void>
}

/** Hears what the database sends: broadcasts, and the wish that the Data API read its catalog again. */
export async function listen(context: Context, url: string, bus: Bus, reload: () => Promise<void>): Promise<Listener> {
  let stopped = false
  let client: Client | undefined
  let queue: Promise<void> = Promise.resolve()

  const read = async (note: Note): Promise<Note | undefined> => {
    if (note.read !== true) return note
    const sql =
      'select id, topic, event, payload, coalesce(private, false) as private from realtime.messages where id = $1'
    const found = await context.admin.query<Note>(sql, [note.id])
    return found.rows[0]
  }
  const deliver = async (text: string): Promise<void> => {
    const note = await read(JSON.parse(text) as Note)
    if (note === undefined) return
    const { event, id, payload, topic } = note
    bus.publish(busTopic(topic, note.private), { type: 'broadcast', event, payload, meta: { id } })
  }
  const hear = (message: Notification): void => {
    if (message.channel === 'pgrst') {
      reload().catch((error: unknown) => context.log(`schema cache: ${(error as Error).message}`))
    } else {
      // In the order of the commits, also where one message has to be read first.
      queue = queue
        .then(() => deliver(message.payload ?? ''))
        .catch((error: unknown) => context.log(`broadcast from the database: ${(error as Error).message}`))
    }
  }
  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url })
    client = next
    next.on('notification', hear)
    next.on('error', () => {})
    next.on('end', () => {
      if (!stopped) setTimeout(() => void again(), 500).unref()
    })
    await next.connect()
    await next.query('listen hub_realtime; listen pgrst')
  }
  const again = async (): Promise<void> => {
    if (stopped) return
    try {
      await connect()
      await reload()
    } catch (error) {
      context.log(`listening to the database: ${(error as Error).message}`)
    }
  }

  await connect()
  return {
    stop: async () => {
      stopped = true
      await client?.end().catch(() => {})
    },
  }
}
