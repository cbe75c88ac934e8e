import { randomUUID } from 'node:crypto'
import type { Claims } from '../types.ts'
import { mayRead } from './authorize.ts'
import type { Extension } from './authorize.ts'
import type { Hall } from './hall.ts'
import { verifyToken } from './token.ts'

/** What a join asks for. */
export interface JoinConfig {
  self: boolean
  ack: boolean
  replicationReady: boolean
  presenceKey: string
  presenceEnabled: boolean
  private: boolean
  replay: boolean
  changes: Record<string, unknown>[]
}

export type Admission =
  | { ok: true; claims: Claims; token: string; reads: Set<Extension> | undefined }
  | { ok: false; reason: string }

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Reads the payload of a join; what is missing is off. */
export function readConfig(payload: unknown): JoinConfig {
  const config = object(object(payload)['config'])
  const broadcast = object(config['broadcast'])
  const presence = object(config['presence'])
  const key = presence['key']
  const changes = config['postgres_changes']
  return {
    self: broadcast['self'] === true,
    ack: broadcast['ack'] === true,
    replicationReady: broadcast['replication_ready'] === true,
    presenceKey: typeof key === 'string' && key !== '' ? key : randomUUID(),
    presenceEnabled: presence['enabled'] === true,
    private: config['private'] === true,
    replay: typeof broadcast['replay'] === 'object' && broadcast['replay'] !== null,
    changes: Array.isArray(changes) ? changes.map(object) : [],
  }
}

/** The token of a join: the one that came with it, else the key that opened the socket. */
export function joinToken(payload: unknown, fallback: string): string {
  const values = object(payload)
  for (const name of ['user_token', 'access_token']) {
    const value = values[name]
    if (typeof value === 'string' && !value.startsWith('sb_')) return value
  }
  return fallback
}

const refuse = (code: string, message: string): Admission => ({ ok: false, reason: `${code}: ${message}` })

/** What a caller hears whom the policies keep out. */
export const cannotRead = (topic: string): string =>
  `You do not have permissions to read from this Channel topic: ${topic}`

/** Checks who the token is and, on a private channel, what the policies say. */
export async function admit(
  hall: Hall,
  topic: string,
  token: string,
  config: JoinConfig,
  headers: Record<string, string>,
): Promise<Admission> {
  const { context } = hall
  if (topic === '') return refuse('TopicNameRequired', 'You must provide a topic name')
  if (context.settings.realtime.privateOnly && !config.private) {
    return refuse('PrivateOnly', 'This project only allows private channels')
  }
  const verified = verifyToken(context, token)
  if (!verified.ok) return refuse(verified.code, verified.message)
  if (config.replay) {
    return refuse(
      'UnableToReplayMessages',
      config.private ? 'Realtime was unable to replay messages' : 'Replay is not allowed for public channels',
    )
  }
  if (!config.private) return { ok: true, claims: verified.claims, token, reads: undefined }
  const extensions: Extension[] = config.presenceEnabled ? ['broadcast', 'presence'] : ['broadcast']
  const reads = await mayRead(context, topic, verified.claims, headers, extensions)
  if (reads.size === 0) return refuse('Unauthorized', cannotRead(topic))
  return { ok: true, claims: verified.claims, token, reads }
}
