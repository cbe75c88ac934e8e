import { TransportError } from './fault.ts'
import type { NetworkPorts, ProjectAddress } from './project.ts'
import { BUCKET, UPLOAD_MS, uploadOutcome } from './storage.ts'

const DOWNLOAD_MS = 60_000

/** The project's Storage, as far as files of messages need it. */
export function openBucket(address: ProjectAddress, network: NetworkPorts, token: () => string | null) {
  const call = async (path: string, init: RequestInit & { headers?: Record<string, string> }) => {
    const url = `${address.url}/storage/v1/object/${BUCKET}${path && `/${path}`}`
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
      // Anything that is no answer of Storage is somebody else's page.
      const outcome = uploadOutcome(Number(said?.statusCode ?? 0), said?.message ?? '')
      if ((answer.ok && said?.Key !== undefined) || outcome === 'stored') return
      if (outcome === 'refused') throw new TransportError('refused', 'attachment', { message: said?.message ?? '' })
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
    /** Answers how many of these files are gone by this request. */
    async remove(paths: readonly string[]): Promise<number> {
      const answer = await call('', {
        method: 'DELETE',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ prefixes: paths }),
        signal: AbortSignal.timeout(DOWNLOAD_MS),
      })
      const said: unknown = await answer.json().catch(() => null)
      if (answer.ok && Array.isArray(said)) return said.length
      throw new TransportError('again', `storage_${answer.status}`, { reached: said !== null })
    },
    /** Null when there is no such file for this account. */
    async download(path: string): Promise<Uint8Array | null> {
      const answer = await call(path, { signal: AbortSignal.timeout(DOWNLOAD_MS) })
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
    },
  }
}
export type Bucket = ReturnType<typeof openBucket>
