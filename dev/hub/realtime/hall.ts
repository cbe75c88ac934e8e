import type { Context } from '../types.ts'
import type { Bus } from './bus.ts'
import type { Channel } from './channel.ts'
import type { Rate } from './rate.ts'

/** What all sockets of the project share. */
export interface Hall {
  context: Context
  bus: Bus
  joins: Rate
  events: Rate
  presenceEvents: Rate
  channels: Set<Channel>
  sockets: Set<Connection>
}

/** One socket. */
export interface Connection {
  /** Closes without a word, as a lost line does. */
  cut: () => void
  close: (code: number, reason: string) => void
}
