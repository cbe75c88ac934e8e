import type { MessagingPlace } from '../../../shared/messaging/schema.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { ordersOf } from '../order.ts'
import { createAnnouncements } from './announcements.ts'
import { watchArrivals, type ArrivalPorts } from './arrivals.ts'
import { createDrafts } from './drafts.ts'
import { createFiles, type FetchFile, type FileStore } from './files.ts'
import { createConversationList } from './list.ts'
import { createDeskPresence, type PresencePorts } from './presence.ts'
import { watchRemovedFiles } from './removedFiles.ts'
import { messageRows } from './rows.ts'
import { createMessageSearch } from './search.ts'
import { watchSnoozes, type SnoozePorts } from './snoozes.ts'
import { createTemplates } from './templates.ts'
import { createThread } from './thread.ts'
import { createWriting } from './write.ts'

export interface MessagesPorts extends ArrivalPorts, SnoozePorts {
  newId(): string
  fileStore: FileStore
  fetchFile: FetchFile
  /** The server has heard that a message with files was taken back: they may still lie in Storage. */
  removed(): void
  presence: PresencePorts
}

/** Everything that the message screens ask of main. */
export function createMessages(deps: ServiceDeps, directory: Directory, parts: MessagesPorts) {
  const { store, ports, place } = deps
  const rows = messageRows(deps)
  const { texts } = ordersOf(place)
  const files = createFiles(store, place.building.id, { ...parts, now: ports.now })
  const drafts = createDrafts(store, ports.now, files)
  const thread = createThread(deps, rows)
  const list = createConversationList(deps, rows, thread.length)
  const search = createMessageSearch(deps, directory, rows, thread)
  const presence = createDeskPresence(store, place.desk.id, parts.presence)
  const arrivals = watchArrivals(deps, rows, parts)
  const snoozes = watchSnoozes(deps, parts)
  const removed = watchRemovedFiles(deps, parts)

  return {
    list,
    thread,
    files,
    drafts,
    search,
    presence,
    templates: createTemplates(deps),
    announcements: createAnnouncements(deps),
    write: createWriting(deps, { files, failed: thread.failed.find, sent: drafts.forget }),

    place(actor: Actor): MessagingPlace {
      const manages = may(actor.role, 'messages.manage')
      return {
        side: 'desk',
        me: { id: actor.id, name: actor.name },
        may: {
          write: may(actor.role, 'messages.write'),
          note: may(actor.role, 'messages.write'),
          manage: may(actor.role, 'messages.write'),
          announce: may(actor.role, 'messages.announce'),
          editTemplates: manages,
        },
        staff: store
          .prepare<MessagingPlace['staff'][number]>(
            `SELECT id, display_name AS name FROM staff WHERE active = 1 AND deleted_at IS NULL AND role <> 'board'`,
          )
          .all()
          .toSorted((a, b) => texts(a.name, b.name)),
        floors: store
          .prepare<{ floor: number }>(
            'SELECT DISTINCT floor FROM units WHERE floor IS NOT NULL AND deleted_at IS NULL ORDER BY floor',
          )
          .all()
          .map(({ floor }) => floor),
      }
    },
    [Symbol.dispose](): void {
      for (const part of [search, presence, arrivals, snoozes, removed]) part[Symbol.dispose]()
    },
  }
}

export type Messages = ReturnType<typeof createMessages>
