import { randomBytes } from 'node:crypto'

export type Meta = Record<string, unknown> & { phx_ref: string }
export type PresenceList = Record<string, { metas: Meta[] }>

/** Someone who listens on a topic. */
export interface Member {
  receive: (event: 'broadcast' | 'presence_diff', payload: unknown) => void
}

interface Topic {
  members: Set<Member>
  present: Map<Member, { key: string; meta: Meta }>
}

/** Who listens where. A public and a private channel of one name are two topics. */
export interface Bus {
  enter: (topic: string, member: Member) => void
  leave: (topic: string, member: Member) => void
  publish: (topic: string, payload: unknown, except?: Member) => void
  track: (topic: string, member: Member, key: string, payload: Record<string, unknown>) => void
  untrack: (topic: string, member: Member) => void
  presence: (topic: string) => PresenceList
}

/** The name under which a channel is kept. */
export const busTopic = (name: string, isPrivate: boolean): string => `${isPrivate ? 'private' : 'public'}:${name}`

const list = (key: string, meta: Meta | undefined): PresenceList =>
  meta === undefined ? {} : { [key]: { metas: [meta] } }

/** A bus without members. */
export function createBus(): Bus {
  const topics = new Map<string, Topic>()
  const at = (name: string): Topic => {
    let topic = topics.get(name)
    if (topic === undefined) {
      topic = { members: new Set(), present: new Map() }
      topics.set(name, topic)
    }
    return topic
  }
  const diff = (topic: Topic, joins: PresenceList, leaves: PresenceList): void => {
    for (const member of topic.members) member.receive('presence_diff', { joins, leaves })
  }
  const untrack = (name: string, member: Member): void => {
    const topic = at(name)
    const gone = topic.present.get(member)
    if (gone === undefined) return
    topic.present.delete(member)
    diff(topic, {}, list(gone.key, gone.meta))
  }
  return {
    enter: (name, member) => void at(name).members.add(member),
    leave: (name, member) => {
      const topic = at(name)
      topic.members.delete(member)
      untrack(name, member)
      if (topic.members.size === 0) topics.delete(name)
    },
    publish: (name, payload, except) => {
      for (const member of topics.get(name)?.members ?? []) if (member !== except) member.receive('broadcast', payload)
    },
    track: (name, member, key, payload) => {
      const topic = at(name)
      const before = topic.present.get(member)
      const ref = randomBytes(9).toString('base64url')
      const meta: Meta = {
        ...payload,
        phx_ref: ref,
        ...(before === undefined ? {} : { phx_ref_prev: before.meta.phx_ref }),
      }
      topic.present.set(member, { key, meta })
      diff(topic, list(key, meta), list(key, before?.meta))
    },
    untrack,
    presence: (name) => {
      const found: PresenceList = {}
      for (const { key, meta } of topics.get(name)?.present.values() ?? []) {
        const entry = found[key] ?? { metas: [] }
        entry.metas.push(meta)
        found[key] = entry
      }
      return found
    },
  }
}
