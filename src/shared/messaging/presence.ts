import type { Present } from './client.ts'
import { TYPING_EVERY_MS, TYPING_TTL_MS, VIEWING_EVERY_MS, VIEWING_TTL_MS } from './limits.ts'

/** One sign of life, broadcast to whoever listens and kept by nobody. */
export interface PresenceSign {
  /** The desk or browser that gives it: two desks of one person are two places. */
  from: string
  person: { id: string; side: 'desk' | 'resident' }
  conversation: string
  doing: 'viewing' | 'typing' | 'gone'
}

export interface PresenceParts {
  send(sign: PresenceSign): void
  now(): number
  /** Runs after a while; answers how to call it off. */
  later(ms: number, run: () => void): () => void
  /** The name of a person, or null when they are nobody here: a sign is not believed about who gives it. */
  nameOf(person: PresenceSign['person']): string | null
  /** Everybody else at a conversation has changed. */
  present(conversationId: string, people: readonly Present[]): void
}

interface Seen {
  person: Present
  until: number
}

/** More places than this at one conversation are somebody's mistake. */
const MOST = 20
const DOING: ReadonlySet<unknown> = new Set(['viewing', 'typing', 'gone'])

function isSign(given: unknown): given is PresenceSign {
  const sign = given as Partial<PresenceSign> | null
  return (
    typeof sign === 'object' &&
    sign !== null &&
    typeof sign.from === 'string' &&
    typeof sign.conversation === 'string' &&
    typeof sign.person === 'object' &&
    typeof sign.person?.id === 'string' &&
    (sign.person.side === 'desk' || sign.person.side === 'resident') &&
    DOING.has(sign.doing)
  )
}

/**
 * Who is at which conversation. Signs are repeated while a thread is open and forgotten after a while, so that nobody stays
 * "typing" whose line was cut.
 */
export function createPresence(parts: PresenceParts, from: string) {
  const others = new Map<string, Map<string, Seen>>()
  let here: { person: PresenceSign['person']; conversation: string } | null = null
  let typingSince: number | null = null
  let repeat: () => void = () => undefined
  let expire: () => void = () => undefined

  const give = (doing: PresenceSign['doing']): void => {
    if (here) parts.send({ from, ...here, doing })
  }
  /** Whoever stopped in the middle of a text types no more, though nobody said so. */
  const isTyping = (): boolean => typingSince !== null && parts.now() - typingSince < TYPING_TTL_MS
  const tell = (conversation: string): void =>
    parts.present(
      conversation,
      [...(others.get(conversation)?.values() ?? [])].map(({ person }) => person),
    )
  const again = (): void => {
    repeat()
    repeat = parts.later(VIEWING_EVERY_MS, () => {
      give('viewing')
      again()
    })
  }
  function sweep(): void {
    expire()
    let next = Number.POSITIVE_INFINITY
    for (const [conversation, seen] of others) {
      const before = seen.size
      for (const [place, { until }] of seen)
        if (until <= parts.now()) seen.delete(place)
        else next = Math.min(next, until)
      if (seen.size < before) tell(conversation)
      if (seen.size === 0) others.delete(conversation)
    }
    expire = next < Number.POSITIVE_INFINITY ? parts.later(next - parts.now(), sweep) : () => undefined
  }

  return {
    /** This thread is open here now; null: none is. */
    view(person: PresenceSign['person'], conversation: string | null): void {
      if (here?.conversation === conversation && here?.person.id === person.id) return
      give('gone')
      repeat()
      typingSince = null
      here = conversation === null ? null : { person, conversation }
      if (!here) return
      give('viewing')
      again()
      tell(here.conversation)
    },
    /** A key was pressed in the thread that is open here; false: the text was sent or taken away. */
    typing(conversation: string, on: boolean): void {
      if (here?.conversation !== conversation) return
      if (!on) {
        if (typingSince !== null) give('viewing')
        typingSince = null
      } else if (typingSince === null || parts.now() - typingSince >= TYPING_EVERY_MS) {
        typingSince = parts.now()
        give('typing')
      }
    },
    hear(given: unknown): void {
      if (!isSign(given) || given.from === from) return
      const { person, conversation, doing } = given
      const seen = others.get(conversation) ?? new Map<string, Seen>()
      const known = seen.get(given.from)
      if (doing === 'gone') {
        if (seen.delete(given.from)) tell(conversation)
        return
      }
      const name = parts.nameOf(person)
      if (name === null || (!known && seen.size >= MOST)) return
      others.set(conversation, seen)
      const ttl = doing === 'typing' ? TYPING_TTL_MS : VIEWING_TTL_MS
      seen.set(given.from, { person: { ...person, name, doing }, until: parts.now() + ttl })
      if (known?.person.doing !== doing || known.person.id !== person.id) tell(conversation)
      sweep()
      // Who comes in learns at once who is there.
      if (!known && here?.conversation === conversation) give(isTyping() ? 'typing' : 'viewing')
    },
    stop(): void {
      give('gone')
      here = null
      repeat()
      expire()
    },
  }
}
