import { joinReasons } from '../../../shared/printing/reasons.ts'
import { reasonOf, type JobState, type PrintTransport } from './transport.ts'

export interface FollowPorts {
  /** Milliseconds that only go forward. */
  readonly clock: () => number
  readonly sleep: (ms: number) => Promise<void>
  /**
   * A job that is silent for so long is taken back, or given up where the transport cannot take it back. A printer that
   * says what it waits for (paper, a closed cover) is waited for without an end: somebody is fetching the roll.
   */
  readonly timeoutMs: number
  /** True when nobody waits for the job any more. */
  readonly isOver?: () => boolean
  /** Called on every change of state or reason, the final one included. */
  readonly onState: (state: JobState) => void
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 3000

/**
 * Asks for the job's state, less and less often, until it is printed or failed. A job that is late is cancelled before
 * it is called failed: otherwise it would come out later, beside the label printed in its place. A print system that
 * does not answer is asked again until the time is up. Never throws.
 */
export async function followJob(transport: PrintTransport, ref: string, ports: FollowPorts): Promise<JobState> {
  const { clock, sleep, timeoutMs, onState } = ports
  let until = clock() + timeoutMs
  let shown: JobState | null = null
  const show = (next: JobState): JobState => {
    if (shown?.state !== next.state || shown.reason !== next.reason) onState(next)
    shown = next
    return next
  }
  let waitMs = FIRST_WAIT_MS
  let lastWords: string | null = null
  for (;;) {
    const answer = await ask(transport, ref)
    if (ports.isOver?.()) return { state: 'failed', reason: 'cancelled' }
    if (answer.state !== null) {
      const { state, reason } = answer
      lastWords = reason
      show(answer)
      if (state === 'printed' || answer.settled) return answer
      if (state === 'attention') until = clock() + timeoutMs
      if (state === 'failed') {
        // A failed job may only be parked in the print system, to come out when somebody restarts it.
        await transport.cancel?.(ref).catch(() => undefined)
        return { state, reason }
      }
    } else lastWords = answer.reason
    const left = until - clock()
    if (left <= 0) break
    await sleep(Math.min(waitMs, left))
    waitMs = Math.min(waitMs * 1.6, LONGEST_WAIT_MS)
  }
  return show(await giveUp(transport, ref, lastWords))
}

type Answer = JobState | { readonly state: null; readonly reason: string }

async function ask(transport: PrintTransport, ref: string): Promise<Answer> {
  try {
    return await transport.state(ref)
  } catch (error) {
    return { state: null, reason: reasonOf(error) }
  }
}

async function giveUp(transport: PrintTransport, ref: string, lastWords: string | null): Promise<JobState> {
  let cancelled = false
  try {
    await transport.cancel?.(ref)
    cancelled = transport.cancel !== undefined
  } catch {
    // Said in the reason below: the job may still come out.
  }
  const last = await ask(transport, ref)
  // It may have been printed between the last look and the cancellation.
  if (last.state === 'printed') return last
  const why = lastWords ?? last.reason ?? 'no-answer'
  const ended = cancelled && (last.state === 'failed' || last.state === null)
  return { state: 'failed', reason: joinReasons([...why.split('\n'), ended ? 'cancelled' : 'may-still-print']) }
}
