import type { AttachmentType } from '../../../shared/messaging/kinds.ts'
import { checkFile } from '../../../shared/messaging/files/check.ts'
import { fileName } from '../../../shared/messaging/files/name.ts'
import type { Attachment } from '../../../shared/messaging/schema.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { Store, Tx } from '../../store/open.ts'
import { refuse } from './refuse.ts'

/** Where the bytes of attachments lie on this desk, by id. */
export interface FileStore {
  put(id: string, bytes: Uint8Array): Promise<void>
  get(id: string): Promise<Uint8Array | null>
  drop(id: string): Promise<void>
  /** The ids of what lies there. */
  list(): Promise<string[]>
}

/** Gets the bytes of an attachment from the server; null when there is no line or no such file. */
export type FetchFile = (path: string) => Promise<Uint8Array | null>

interface FileRow {
  id: string
  conversation_id: string
  name: string
  type: AttachmentType
  bytes: number
  width: number | null
  height: number | null
  state: 'kept' | 'sent'
}

/** The size of a picture, null of what is none; refused when the file is not what it should be. */
function checked(type: AttachmentType, bytes: Uint8Array) {
  const answer = checkFile(type, bytes)
  return answer.ok ? answer.size : refuse(answer.code)
}

/** Where an attachment lies in the bucket. */
export const storagePath = (buildingId: string, conversationId: string, id: string): string =>
  `${buildingId}/${conversationId}/${id}`

/** Files of messages: kept on this desk's disk first, so that what was attached offline is not lost. */
export function createFiles(
  store: Store,
  building: string,
  parts: { now(): Date; newId(): string; fileStore: FileStore; fetchFile: FetchFile },
) {
  const row = store.prepare<FileRow>('SELECT * FROM _files WHERE id = ?')
  const attached = store.prepare<FileRow>(
    `SELECT a.id, m.conversation_id, a.name, a.type, a.bytes FROM attachments a JOIN messages m ON m.id = a.message_id WHERE a.id = ?`,
  )
  const isRemoved = store.prepare(
    `SELECT 1 FROM attachments a JOIN messages m ON m.id = a.message_id WHERE a.id = ? AND m.removed_at IS NOT NULL`,
  )
  const describe = ({ id, name, type, bytes, width, height }: FileRow): Attachment => ({
    id,
    name,
    type,
    bytes,
    width,
    height,
  })

  return {
    async add({ conversationId, bytes, ...file }: Parsed<'messages.addAttachment'>): Promise<Attachment> {
      const { width, height } = checked(file.type, bytes) ?? { width: null, height: null }
      const id = parts.newId()
      const name = fileName(file.name, file.type)
      await parts.fileStore.put(id, bytes)
      store.local((tx) =>
        tx
          .prepare(
            `INSERT INTO _files (id, conversation_id, name, type, bytes, width, height, state, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, 'kept', ?)`,
          )
          .run(id, conversationId, name, file.type, bytes.byteLength, width, height, parts.now().toISOString()),
      )
      return { id, name, type: file.type, bytes: bytes.byteLength, width, height }
    },

    /** Makes kept files part of a message, in its own act: they are uploaded before it leaves. */
    attach(tx: Tx, messageId: string, ids: readonly string[]): void {
      for (const id of ids) {
        const file = row.get(id)
        if (!file || file.state !== 'kept') refuse('NOT_FOUND')
        tx.insert('attachments', {
          id,
          message_id: messageId,
          name: file.name,
          type: file.type,
          bytes: file.bytes,
          width: file.width,
          height: file.height,
        })
        store.local((local) => local.prepare(`UPDATE _files SET state = 'sent' WHERE id = ?`).run(id))
      }
    },

    async drop(id: string): Promise<void> {
      const gone = store.local((tx) => tx.prepare(`DELETE FROM _files WHERE id = ? AND state = 'kept'`).run(id))
      if (gone.changes > 0) await parts.fileStore.drop(id)
    },

    async open(id: string): Promise<{ name: string; type: AttachmentType; bytes: Uint8Array }> {
      if (isRemoved.get(id)) refuse('NOT_FOUND')
      const file = row.get(id) ?? attached.get(id) ?? refuse('NOT_FOUND')
      let bytes = await parts.fileStore.get(id)
      if (!bytes) {
        bytes = await parts.fetchFile(storagePath(building, file.conversation_id, id))
        // What came from outside is held to the same rule as what goes out.
        if (bytes) checked(file.type, bytes)
        if (bytes) await parts.fileStore.put(id, bytes)
      }
      if (!bytes) refuse('OFFLINE')
      return { name: fileName(file.name, file.type), type: file.type, bytes }
    },
    kept: (ids: readonly string[]): Attachment[] =>
      ids.flatMap((id) => {
        const file = row.get(id)
        return file?.state === 'kept' ? [describe(file)] : []
      }),
  }
}

export type Files = ReturnType<typeof createFiles>
