import type { Sent } from '../../shared/sync/sent.ts'
import { noting } from '../store/audit/noting.ts'
import { askSenders } from './audit.ts'
import { fillFolder, removeFill } from './fillFolder.ts'
import type { ConnectionContext } from './context.ts'
import { createLink, type Link } from './link.ts'
import type { ConnectionRecord } from './record.ts'

/** The one link to the project, with the session of whoever is signed in. */
export interface ProjectLink {
  to(current: ConnectionRecord): Link
  /** A file of a message from the project; null without a line or without such a file. */
  fetchFile(path: string): Promise<Uint8Array | null>
  /** Who sent these rows of the building. */
  senders(rowIds: string[]): Promise<Sent[]>
  /** Back to a desk by itself; an upload that got somewhere can be gone on with. */
  forget(): void
}

/** Keeps the link, and what its session says of the account in the record. */
export function createProjectLink({ ports, around, clock, memory, tell, update }: ConnectionContext): ProjectLink {
  const { log } = around.ports
  let link: Link | null = null
  const note = noting(around.store, log)
  return {
    to(current) {
      link ??= createLink({
        address: current,
        network: ports.network,
        clock,
        chance: ports.chance,
        log,
        presence: around.presence,
        fileOf: around.fileOf,
        keyFor: (staffId) => (memory.get()?.person.id === staffId ? null : around.keyFor(staffId)),
        stored: memory.tokens(),
        save: memory.setTokens,
        place: () => {
          const now = memory.get()
          return now && { building: now.building.id, desk: now.deskId }
        },
        locked: (reason) => {
          log.warn('session.locked_out', { reason })
          const now = memory.get()
          if (now && now.session === 'working')
            note({ what: 'account.lockedOut', by: null, about: now.person.id, detail: { reason } })
          if (now?.session !== 'signed_out')
            update({ session: 'locked_out', locked: { reason, at: clock.now().toISOString() } })
        },
        confirmed: ({ staffId, name, role }) => {
          if (memory.get()?.session === 'locked_out')
            update({ session: 'working', locked: null, person: { id: staffId, name, role } })
        },
      })
      if (current.session === 'locked_out') link.doubt()
      return link
    },
    fetchFile: async (path) => (link ? await link.bucket.download(path).catch(() => null) : null),
    async senders(rowIds) {
      const current = memory.get()
      return link && current?.stage === 'connected' ? askSenders(link, current.building.id, rowIds) : []
    },
    forget() {
      const current = memory.get()
      if (current?.stage === 'uploading' && current.snapshot)
        memory.setHalted({ url: current.url, building: current.building.id, snapshot: current.snapshot })
      if (current?.stage === 'replacing') removeFill(fillFolder(around))
      link?.session.forget()
      link = null
      memory.set(null)
      tell('account')
      tell('sync')
    },
  }
}
