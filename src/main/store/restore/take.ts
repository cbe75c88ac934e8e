import { existsSync } from 'node:fs'
import { restoreOutcome, type RestoreOutcome } from '../../../shared/contract/app.ts'
import type { StorePorts } from '../ports.ts'
import { raiseNumbers } from '../numbers.ts'
import type { Replica, Store } from '../replica.ts'
import { removeWithSides } from '../files.ts'
import { dropSaved, letGo, savedActs } from '../rescued.ts'
import { restoringOf } from './swap.ts'

/** Key of `_meta`: what a restore brought, until somebody has seen it. */
const OUTCOME = 'restore_outcome'

/** Puts what a restore saved into the queue of the replica that took the place, and lets it go when it stands there. */
export function takeRescued(store: Replica, file: string, ports: Pick<StorePorts, 'now' | 'log'>): void {
  const acts = savedActs(file)
  if (!acts) return
  // The copy beside the replica has not taken its place: this is still the replica that somebody wanted to leave.
  if (acts.wanted && existsSync(restoringOf(file))) {
    removeWithSides(restoringOf(file))
    dropSaved(file)
    return
  }
  const outcome = store.sync.bringBack(acts)
  if (outcome) {
    const { found, applied, waiting, refused, unreadable } = outcome
    ports.log.warn('store.brought_back', { found, applied, waiting, refused, unreadable })
  }
  raiseNumbers(file, acts.numbers)
  store.numbers.reread()
  letGo(file, acts, outcome ?? {})
}

/** What the last restore brought and nobody has seen yet; null when there is nothing to say. */
export function unseenOutcome(store: Store): RestoreOutcome | null {
  const text = store.meta.get(OUTCOME)
  const outcome = text ? (restoreOutcome.safeParse(JSON.parse(text)).data ?? null) : null
  if (!outcome?.wanted) return outcome
  const open = store
    .prepare<{ name: string }>('SELECT name FROM buildings WHERE deleted_at IS NULL ORDER BY id LIMIT 1')
    .get()
  return { ...outcome, ...(open && { building: open.name }) }
}

/** Somebody has read it. */
export const outcomeSeen = (store: Store): void => store.meta.set(OUTCOME, '')
