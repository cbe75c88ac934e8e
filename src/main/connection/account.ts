import type { Account } from '../../shared/contract/account.ts'
import type { Connecting } from './connect/run.ts'
import type { ConnectionContext } from './context.ts'
import type { ProjectLink } from './projectLink.ts'
import type { ConnectionRecord } from './record.ts'
import { clerkOfProject } from './seat.ts'

type Person = ConnectionRecord['person']

/** The connection as screens and services see it: nothing here changes anything. */
export function accountView({ around, memory }: ConnectionContext, projectLink: ProjectLink, connecting: Connecting) {
  /** Who disconnected the desk of the building that is here. */
  function leftHere(): Person | null {
    const left = memory.left()
    return left && left.building === around.place()?.building.id ? left.person : null
  }
  return {
    account(): Account {
      const current = memory.get()
      if (!current) return { state: 'none', failed: connecting.failed(), left: leftHere()?.name ?? null }
      if (current.stage !== 'connected')
        return {
          state: 'connecting',
          url: current.url,
          choice: current.stage === 'uploading' ? 'upload' : 'replace',
          ...connecting.progress(),
        }
      const { session } = current
      return {
        state: 'connected',
        url: current.url,
        building: current.building,
        email: current.email,
        person: current.person,
        session: session === 'working' && projectLink.to(current).session.ended() ? 'sign_in_again' : session,
        locked: current.locked,
        remembered: memory.remembered(),
        waiting: around.store()?.unsent.count() ?? 0,
      }
    },
    /** True while nobody may use the console. */
    closed(): boolean {
      const current = memory.get()
      return current?.stage === 'connected' && current.session !== 'working'
    },
    /** Who signs acts here; null where everybody of the staff may: at a desk that was never connected. */
    onDuty(): (Person & { disconnected?: boolean }) | null {
      const current = memory.get()
      if (current?.stage === 'connected') return current.person
      const store = around.store()
      const alone = leftHere() ?? (store && clerkOfProject(store))
      return alone && { ...alone, disconnected: true }
    },
  }
}
