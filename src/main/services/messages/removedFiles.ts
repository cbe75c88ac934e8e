import type { Persist } from '../persist.ts'
import type { ServiceDeps } from '../deps.ts'
import type { FileStore } from './files.ts'

/**
 * Takes the files of messages that were taken back off this desk's disk: of what the server has already, since before that
 * the file is still to be uploaded. What was taken back while the desk was closed is found when it opens.
 */
export function watchRemovedFiles(
  { store }: ServiceDeps,
  { fileStore, persist, removed }: { fileStore: FileStore; persist: Persist; removed(): void },
): { [Symbol.dispose](): void } {
  const REMOVED = 'm.removed_at IS NOT NULL AND m.received_at IS NOT NULL AND a.change_seq IS NOT NULL'
  const ofMessages = store.prepare<{ id: string }>(
    `SELECT a.id FROM messages m JOIN attachments a ON a.message_id = m.id
     WHERE m.id IN (SELECT value FROM json_each(?)) AND ${REMOVED}`,
  )
  const among = store.prepare<{ id: string }>(
    `SELECT a.id FROM attachments a JOIN messages m ON m.id = a.message_id
     WHERE a.id IN (SELECT value FROM json_each(?)) AND ${REMOVED}`,
  )
  const drop = async (rows: readonly { id: string }[]): Promise<void> => {
    for (const { id } of rows) await fileStore.drop(id)
  }
  let stopped = false
  const stop = store.onChange(({ tables }) => {
    const ids = tables['messages']
    if (!ids) return
    const rows = ofMessages.all(JSON.stringify(ids))
    if (rows.length === 0) return
    void persist('removed files', () => drop(rows))
    removed()
  })
  void persist('removed files', async () => {
    const ids = await fileStore.list()
    if (!stopped && ids.length > 0) await drop(among.all(JSON.stringify(ids)))
  })
  return {
    [Symbol.dispose]: () => {
      stopped = true
      stop()
    },
  }
}
