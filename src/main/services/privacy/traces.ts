import { ERASED_TEXT } from '../../../shared/privacy/erasing.ts'
import type { ServiceDeps } from '../deps.ts'
import type { FileStore } from '../messages/files.ts'
import type { Persist } from '../persist.ts'

export interface TracesPorts {
  persist: Persist
  later(ms: number, run: () => void): () => void
  /** Takes what was erased out of the bytes of the replica; answers whether there was anything to do. */
  clean(): Promise<boolean>
  backUp(): Promise<void>
  /** Deletes a label that was saved as a file. */
  dropLabel(ref: string): Promise<void>
  /** Deletes copies of the replica from before an erasure whose delay is over. */
  dropCopies(erasedAt: readonly string[], now: Date): number
  fileStore: Pick<FileStore, 'list' | 'drop'>
}

const LOOK_AGAIN_MS = 6 * 3_600_000

/**
 * After an erasure, also one that another desk did: saved labels, files of messages, the search index and the log of the replica
 * lose what it said, a backup without it is made, and those with it are deleted when their delay is over. What the end of the
 * program cut goes on at the next start.
 */
export function watchTraces({ store, ports }: ServiceDeps, around: TracesPorts): { [Symbol.dispose](): void } {
  const { persist, fileStore } = around
  let stopped = false
  let cancel = () => {}
  let running: Promise<void> = Promise.resolve()

  async function dropLabels(): Promise<void> {
    const jobs = store
      .prepare<{ id: string; ref: string }>(
        `SELECT j.id, j.ref FROM _print_jobs j JOIN packages p ON p.id = j.package_id
         WHERE j.transport = 'pdf-folder' AND j.ref IS NOT NULL AND (p.resident_id IN (SELECT resident_id FROM erasures)
           OR EXISTS (SELECT 1 FROM erasures e, json_each(e.also) a WHERE j.created_at <= e.at
             AND (a.value = p.id OR a.value IN (SELECT v.id FROM package_events v WHERE v.package_id = p.id))))`,
      )
      .all()
    for (const { id, ref } of jobs) {
      await around.dropLabel(ref)
      store.local((tx) => void tx.prepare('UPDATE _print_jobs SET ref = NULL WHERE id = ?').run(id))
    }
  }
  /** Files of erased messages and of drafts to the person. */
  async function dropFiles(): Promise<void> {
    const gone = store.prepare<{ id: string }>(
      `SELECT id FROM attachments WHERE id IN (SELECT value FROM json_each(@files)) AND name LIKE '${ERASED_TEXT}.%'
       UNION SELECT id FROM _files WHERE name = '${ERASED_TEXT}'`,
    )
    for (const { id } of gone.all({ files: JSON.stringify(await fileStore.list()) })) {
      await fileStore.drop(id)
      store.local((tx) => void tx.prepare('DELETE FROM _files WHERE id = ?').run(id))
    }
  }
  async function round(): Promise<void> {
    if (stopped) return
    const erasures = store.prepare<{ at: string }>('SELECT at FROM erasures').all()
    if (erasures.length === 0) return
    await dropLabels()
    await dropFiles()
    if (!stopped && (await around.clean())) await around.backUp()
    around.dropCopies(
      erasures.map(({ at }) => at),
      ports.now(),
    )
  }
  const soon = (): void => void (running = running.then(() => persist('traces of erasures', round)))
  const again = (): void => {
    cancel = around.later(LOOK_AGAIN_MS, () => {
      soon()
      again()
    })
  }
  const stop = store.onChange(({ tables }) => {
    if (tables['erasures']) soon()
  })
  soon()
  again()
  return {
    [Symbol.dispose]: () => {
      stopped = true
      stop()
      cancel()
    },
  }
}
