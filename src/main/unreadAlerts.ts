import type { Desk } from './compose.ts'
import type { Language } from '../shared/text/languages.ts'

/** What the computer can do to draw somebody to the console. */
export interface AlertPorts {
  /** True while the person looks at the window: its own sound and banner are enough. */
  looking(): boolean
  /** A notification of the system. It may stand on a lock screen, so it says no name and no text. */
  notify(words: { title: string; body: string }): void
  /** `words` say the same to who hears the screen. */
  badge(count: number, words: string): void
  later(ms: number, run: () => void): () => void
}

const WORDS: Readonly<Record<Language, { title: string; body: string }>> = {
  fr: { title: 'Nouveau message', body: 'Un résident a écrit à la réception.' },
  en: { title: 'New message', body: 'A resident wrote to the front desk.' },
}
const UNREAD: Readonly<Record<Language, (count: number) => string>> = {
  fr: (count) => `${count} ${count === 1 ? 'conversation non lue' : 'conversations non lues'}`,
  en: (count) => `${count} ${count === 1 ? 'unread conversation' : 'unread conversations'}`,
}
/** Several messages in a row are one notification. */
const QUIET_MS = 5_000

/** Keeps the badge equal to what is unread, and tells of a new message when nobody looks. */
export function alertUnread(desk: Desk, ports: AlertPorts): () => void {
  let shown = -1
  let quiet = false
  let asking = false
  let again = false

  async function count(): Promise<void> {
    const answer = await desk.request('messages.counts', {})
    const unread = answer.ok ? (answer.data as { unread: number }).unread : 0
    if (unread === shown) return
    shown = unread
    ports.badge(unread, UNREAD[desk.settings.get().language](unread))
  }
  function recount(): void {
    again = true
    if (asking) return
    asking = true
    again = false
    void count().finally(() => {
      asking = false
      if (again) recount()
    })
  }
  function ring(): void {
    if (quiet || ports.looking()) return
    quiet = true
    ports.later(QUIET_MS, () => {
      quiet = false
    })
    ports.notify(WORDS[desk.settings.get().language])
  }
  const stop = desk.on((event) => {
    if (event.type === 'message') ring()
    const tables = event.type === 'changed' ? Object.keys(event.tables) : []
    if (
      event.type === 'store' ||
      event.type === 'account' ||
      tables.some((table) => ['messages', 'conversations', 'conversation_participants', '_meta'].includes(table))
    )
      recount()
  })
  recount()
  return stop
}
