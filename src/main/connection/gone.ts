import { join } from 'node:path'
import { DeskError } from '../../shared/contract/errors.ts'
import { writeDurably } from '../files/durable.ts'
import type { Store } from '../store/open.ts'
import { TransportError } from '../../supabase/fault.ts'
import { strictAnswer } from '../../supabase/answers.ts'
import type { NetworkPorts, ProjectAddress } from '../../supabase/project.ts'

/** A project that was heard of within this time may come back: nobody leaves it without its answer. */
export const SILENCE_DAYS = 7
const DAY_MS = 86_400_000
const LIMIT_MS = 10_000
/** Answers of the platform in the place of a project that does not run. */
const IN_ITS_PLACE = new Set(['paused', 'quota', 'gateway_timeout'])

/** Refuses unless the project has been silent for days and does not answer now either. */
export async function expectGone(
  address: ProjectAddress,
  network: NetworkPorts,
  { heard, now }: { heard: string | null; now: Date },
): Promise<void> {
  if (heard !== null && now.getTime() - Date.parse(heard) < SILENCE_DAYS * DAY_MS)
    throw new DeskError('PROJECT_NOT_GONE', { heard })
  if (await answers(address, network)) throw new DeskError('PROJECT_NOT_GONE')
}

/** Whether the project itself says anything, a refusal included. */
async function answers(address: ProjectAddress, network: NetworkPorts): Promise<boolean> {
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
