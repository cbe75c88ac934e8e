import { join } from 'node:path'
import { writeDurably } from '../files/durable.ts'
import type { Store } from '../store/open.ts'
import { TransportError } from '../../supabase/fault.ts'
import { strictAnswer } from '../../supabase/answers.ts'
import type { NetworkPorts, ProjectAddress } from '../../supabase/project.ts'

const LIMIT_MS = 10_000
/** Answers of the platform in the place of a project that does not run. */
const IN_ITS_PLACE = new Set(['paused', 'quota', 'gateway_timeout'])

/** Whether the project itself says anything, a refusal included. */
export async function answers(address: ProjectAddress, network: NetworkPorts): Promise<boolean> {
  try {
    await strictAnswer(network.fetch, `${address.url}/auth/v1/health`, {
      headers: { apikey: address.key },
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    return true
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    return error.reached && !IN_ITS_PLACE.has(error.code)
  }
}

/** Writes down every act that the project has not taken, beside the replica; answers the file, or null where there is none. */
export function saveUnsent(store: Store, dataDir: string, now: Date): string | null {
  const waiting = store.unsent.waiting(Number.MAX_SAFE_INTEGER)
  const refused = store.unsent.refused.list(Number.MAX_SAFE_INTEGER)
  if (waiting.length + refused.length === 0) return null
  const file = join(dataDir, `unsent-${now.toISOString().replaceAll(/[-:.]/g, '')}.json`)
  writeDurably(file, JSON.stringify({ at: now.toISOString(), waiting, refused }, null, 1))
  return file
}
