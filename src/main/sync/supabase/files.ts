import { isFinalRefusal } from '../../../shared/messaging/storing.ts'
import type { WireTransaction } from '../../../shared/sync/wire.ts'
import { TransportError, type SyncClock } from '../ports.ts'
import type { NetworkPorts, ProjectAddress } from './project.ts'

/** An upload has a time of its own: a push is cut off sooner than a large file can leave on a slow line. */
const UPLOAD_MS = 5 * 60_000
const DOWNLOAD_MS = 60_000
const BUCKET = 'attachments'

/** The project's Storage, as far as files of messages need it. */
export function openBucket(address: ProjectAddress, network: NetworkPorts, token: () => string | null) {
  const call = async (path: string, init: RequestInit & { headers?: Record<string, string> }) => {
    const url = `${address.url}/storage/v1/object/${BUCKET}/${path}`
    const headers = { apikey: address.key, authorization: `Bearer ${token() ?? ''}`, ...init.headers }
    try {
      return await network.fetch(url, { ...init, headers })
    } catch (error) {
      throw new TransportError('again', 'network', { reached: false, cause: error })
    }
  }
  return {
    async upload(path: string, type: string, bytes: Uint8Array): Promise<void> {
      const answer = await call(path, {
        method: 'POST',
        headers: { 'content-type': type, 'x-upsert': 'false' },
        body: bytes.slice(),
        signal: AbortSignal.timeout(UPLOAD_MS),
      })
      const said = (await answer.json().catch(() => null)) as {
        statusCode?: string
        Key?: string
        message?: string
      } | null
      // 409: an earlier try has stored it. Anything that is no answer of Storage is somebody else's page.
      if ((answer.ok && said?.Key !== undefined) || said?.statusCode === '409') return
      if (isFinalRefusal(Number(said?.statusCode ?? 0), said?.message ?? ''))
        throw new TransportError('refused', 'attachment', { message: said?.message ?? '' })
      throw new TransportError('again', `storage_${said?.statusCode ?? answer.status}`, { reached: said !== null })
    },
    /** Whether it is stored. Only Storage's own word counts: anything else is trouble that passes. */
    async has(path: string): Promise<boolean> {
      const answer = await call(path, { signal: AbortSignal.timeout(DOWNLOAD_MS) })
      if (answer.ok) {
        await answer.body?.cancel()
        return true
      }
      const said = (await answer.json().catch(() => null)) as { statusCode?: string } | null
      if (said?.statusCode === '404') return false
      throw new TransportError('again', `storage_${said?.statusCode ?? answer.status}`, { reached: said !== null })
    },
    /** Null when there is no such file for this account. */
    async download(path: string): Promise<Uint8Array | null> {
      const answer = await call(path, { signal: AbortSignal.timeout(DOWNLOAD_MS) })
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
    },
  }
}
export type Bucket = ReturnType<typeof openBucket>

/** How long a push waits for a file that it began. It goes on by itself, and a later try looks whether it is there. */
const PATIENCE_MS = 5_000
const LOOK_AGAIN_MS = 2_000

/**
 * Sees to it that files are stored before the messages that name them leave. Where Storage is in trouble or takes long, that
 * is the trouble of one act: the others are not held up.
 */
export function createUploads(
  bucket: Bucket,
  bytesOf: (id: string) => Promise<Uint8Array | null>,
  schedule: SyncClock['schedule'],
) {
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
  async function waitFor(upload: Promise<void>, ms: number): Promise<void> {
    const slow = new TransportError('again', 'storage_slow', { reached: true, retryAfterMs: LOOK_AGAIN_MS })
    let stop = () => {}
    const enough = new Promise<never>((_, reject) => (stop = schedule(ms, () => reject(slow))))
    try {
      await Promise.race([upload, enough])
    } finally {
      stop()
    }
  }
  return async (building: string, transactions: readonly WireTransaction[]): Promise<void> => {
    for (const { id: act, ops } of transactions)
      for (const { table, op, id, values } of ops) {
        if (table !== 'attachments' || op !== 'insert' || stored.has(id)) continue
        const message = ops.find((other) => other.table === 'messages' && other.id === values['message_id'])
        const path = `${building}/${String(message?.values['conversation_id'])}/${id}`
        try {
          const under = running.get(id)
          await (under ? waitFor(under, 0) : waitFor(begin(id, path, String(values['type'])), PATIENCE_MS))
        } catch (error) {
          if ((error as { code?: unknown }).code !== 'storage_slow') running.delete(id)
          if (!(error instanceof TransportError) || !error.reached) throw error
          const { kind, code, retryAfterMs, message: said } = error
          throw new TransportError(kind, code, { reached: true, retryAfterMs, message: said, act, cause: error })
        }
      }
  }
}
