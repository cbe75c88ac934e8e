import type { WireTransaction } from '../../../shared/sync/wire.ts'
import type { Bucket } from '../../../supabase/bucket.ts'
import { TransportError } from '../../../supabase/fault.ts'
import { within, type Later } from '../../../supabase/later.ts'
import { pathOfFile } from '../../../supabase/storage.ts'

/** How long a push waits for a file that it began. It goes on by itself, and a later try looks whether it is there. */
const OTHER_UPLOAD_WAIT_MS = 5_000
const LOOK_AGAIN_MS = 2_000

/**
 * Sees to it that files are stored before the messages that name them leave. Where Storage is in trouble or takes long, that
 * is the trouble of one act: the others are not held up.
 */
export function createUploads(bucket: Bucket, bytesOf: (id: string) => Promise<Uint8Array | null>, later: Later) {
  const stored = new Set<string>()
  const running = new Map<string, Promise<void>>()

  async function store(id: string, path: string, type: string): Promise<void> {
    const bytes = await bytesOf(id)
    if (bytes) await bucket.upload(path, type, bytes)
    // A message never leaves without its file: an earlier try has stored it, or a person has to attach it again.
    else if (!(await bucket.has(path)))
      throw new TransportError('refused', 'attachment', { message: 'the file is missing on this computer' })
    stored.add(id)
    running.delete(id)
  }
  function begin(id: string, path: string, type: string): Promise<void> {
    const upload = store(id, path, type)
    running.set(id, upload)
    // Where nobody waits for it any more, the next to look hears what came of it.
    upload.catch(() => undefined)
    return upload
  }
  const slow = () => new TransportError('again', 'storage_slow', { reached: true, retryAfterMs: LOOK_AGAIN_MS })
  const waitFor = (upload: Promise<void>, ms: number) => within(ms, later, upload, slow)

  return async (building: string, transactions: readonly WireTransaction[]): Promise<void> => {
    for (const { id: act, ops } of transactions)
      for (const { table, op, id, values } of ops) {
        if (table !== 'attachments' || op !== 'insert' || stored.has(id)) continue
        const message = ops.find((other) => other.table === 'messages' && other.id === values['message_id'])
        const path = pathOfFile(building, String(message?.values['conversation_id']), id)
        try {
          const under = running.get(id)
          await (under ? waitFor(under, 0) : waitFor(begin(id, path, String(values['type'])), OTHER_UPLOAD_WAIT_MS))
        } catch (error) {
          if ((error as { code?: unknown }).code !== 'storage_slow') running.delete(id)
          if (!(error instanceof TransportError) || !error.reached) throw error
          const { kind, code, retryAfterMs, message: said } = error
          throw new TransportError(kind, code, { reached: true, retryAfterMs, message: said, act, cause: error })
        }
      }
  }
}
