import type { Response } from '../../../shared/contract/index.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { residentDetail } from '../directory/residents.ts'

/** A page that is asked for again is looked at once. */
const ONE_LOOK_MS = 15 * 60_000
const REMEMBERED = 500

/** The page of a person, with the look at it written down: who, whose, when. A log that cannot be written hides no page. */
export function createLooks(deps: ServiceDeps): (actor: Actor, id: string) => Response<'residents.get'> {
  const { store, ports } = deps
  const looked = new Map<string, number>()
  return (actor, id) => {
    const page = residentDetail(deps, id)
    const key = `${actor.id} ${page.id}`
    const now = ports.now().getTime()
    const before = looked.get(key)
    if (before !== undefined && now >= before && now - before < ONE_LOOK_MS) return page
    try {
      store.audit.note({ what: 'access.person', by: actor.id, about: page.id })
      if (looked.size >= REMEMBERED) looked.clear()
      looked.set(key, now)
    } catch (error) {
      ports.log.error('access.not_noted', { detail: String(error) })
    }
    return page
  }
}
