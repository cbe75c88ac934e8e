import type { Response } from '../../../shared/contract/index.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { residentDetail } from '../directory/residents.ts'

/** A page that is asked for again is looked at once. */
const ONE_LOOK_MS = 15 * 60_000
const REMEMBERED = 500

/**
 * The page of a person, with the look at it written down: who, whose, when. It is written right after the answer, and at the
 * latest when the building closes: nobody waits for the disk. A log that cannot be written hides no page.
 */
export function createLooks(deps: ServiceDeps, defer: (run: () => void) => void) {
  const { store, ports } = deps
  const looked = new Map<string, number>()
  const unwritten: { key: string; by: string; about: string }[] = []

  function write(): void {
    for (const { key, by, about } of unwritten.splice(0))
      try {
        store.audit.note({ what: 'access.person', by, about })
      } catch (error) {
        looked.delete(key)
        ports.log.error('access.not_noted', { detail: String(error) })
      }
  }

  return {
    page(actor: Actor, id: string): Response<'residents.get'> {
      const page = residentDetail(deps, id)
      const key = `${actor.id} ${page.id}`
      const now = ports.now().getTime()
      const before = looked.get(key)
      if (before !== undefined && now >= before && now - before < ONE_LOOK_MS) return page
      if (looked.size >= REMEMBERED) looked.clear()
      looked.set(key, now)
      unwritten.push({ key, by: actor.id, about: page.id })
      if (unwritten.length === 1) defer(write)
      return page
    },
    [Symbol.dispose]: write,
  }
}
