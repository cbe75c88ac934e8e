import type { ServiceDeps } from '../deps.ts'
import type { Persist } from '../persist.ts'

/** A timer stands still while the computer sleeps and knows nothing of a clock that is set: it is never trusted for longer. */
const LONGEST_MS = 60_000

export interface SnoozePorts {
  persist: Persist
  /** Runs after a while; answers how to call it off. */
  later(ms: number, run: () => void): () => void
  /** These conversations are open again. */
  woke(conversationIds: readonly string[]): void
}

/** Watches for snoozes that run out: a status that the clock changes is written by nobody, so nothing else would tell of it. */
export function watchSnoozes({ store, ports }: ServiceDeps, { later, woke, persist }: SnoozePorts) {
  const next = store.prepare<{ at: string | null }>(
    `SELECT min(snoozed_until) AS at FROM conversations
     WHERE status = 'snoozed' AND snoozed_until > ? AND deleted_at IS NULL`,
  )
  const passed = store.prepare<{ id: string }>(
    `SELECT id FROM conversations
     WHERE status = 'snoozed' AND snoozed_until > @from AND snoozed_until <= @to AND deleted_at IS NULL`,
  )
  let told = ports.now().toISOString()
  let cancel = () => {}
  let stopped = false

  function plan(): void {
    cancel()
    const at = next.get(told)?.at ?? null
    cancel =
      at === null
        ? () => {}
        : later(Math.min(LONGEST_MS, Date.parse(at) - ports.now().getTime()), () => void persist('snoozes', look))
  }
  function look(): void {
    const now = ports.now().toISOString()
    if (stopped) return
    const ids = passed.all({ from: told, to: now }).map(({ id }) => id)
    told = now
    plan()
    if (ids.length > 0) woke(ids)
  }
  const stop = store.onChange(({ tables }) => {
    if (tables['conversations']) void persist('snoozes', () => (stopped ? undefined : plan()))
  })
  plan()
  return {
    [Symbol.dispose]: () => {
      stopped = true
      stop()
      cancel()
    },
  }
}
