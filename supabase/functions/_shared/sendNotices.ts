import { isSame } from './bytes.ts'
import type { Letter, Outcome, Sent } from './letter.ts'
import { answer, type Deps, type Handler } from './ports.ts'
import { retry } from './providers/http.ts'
import { paceOf, send } from './providers/choose.ts'
import { rpc, secretKeys } from './rpc.ts'

/** At a time, in a ring, and how long a ring takes new letters. The lease is longer than the slowest of them together. */
const AT_A_TIME = 4
const IN_A_RING = 20
const RING_MS = 40_000
const LEASE_SECONDS = 120
/** A letter whose grace ends within this is waited for: bells ring every ten seconds. */
const AHEAD_MS = 12_000
/** So often in a row a ring looks for a letter that is due and gets none: somebody else has it, or it has to wait its turn. */
const LOOKS = 3

type Stops = Map<Letter['channel'], NonNullable<Sent['stop']>>

async function handle(deps: Deps, letter: Letter, stops: Stops): Promise<void> {
  const stopped = stops.get(letter.channel)
  let outcome: Outcome
  if (stopped !== undefined) outcome = retry(stopped.afterSeconds, stopped.reason)
  else {
    const sent = await send(deps, letter)
    outcome = sent.outcome
    if (sent.stop !== undefined && !stops.has(letter.channel)) {
      stops.set(letter.channel, sent.stop)
      if (sent.stop.alarm) deps.log(`notices stand still: ${letter.channel} ${sent.stop.reason}`)
    }
  }
  const isOurs = await rpc(deps, 'mark_letter', { letter: letter.letter, token: letter.token, outcome })
  if (isOurs !== true) deps.log(`letter ${letter.letter}: another sender has it by now`)
}

/** Milliseconds until the next letter is due; null when none is within sight. */
async function untilNext(deps: Deps): Promise<number | null> {
  const health = (await rpc(deps, 'notices_health', {})) as { nextDue?: string | null } | null
  const at = Date.parse(health?.nextDue ?? '')
  const wait = at - deps.now()
  return Number.isFinite(wait) && wait <= AHEAD_MS ? Math.max(wait, 200) : null
}

/** One ring: claims what is due, sends it, writes down what became of each, until nothing is due or the time is over. */
export async function ring(deps: Deps): Promise<number> {
  const end = deps.now() + RING_MS
  const stops: Stops = new Map()
  let count = 0
  let next = deps.now()
  let looks = 0
  while (count < IN_A_RING && deps.now() < end && stops.size < 2) {
    const most = Math.min(AT_A_TIME, IN_A_RING - count)
    const letters = (await rpc(deps, 'claim_letters', { most, lease_seconds: LEASE_SECONDS })) as Letter[]
    if (letters.length === 0) {
      const wait = await untilNext(deps)
      if (wait === null || deps.now() + wait >= end || ++looks > LOOKS) break
      await deps.wait(wait)
      continue
    }
    looks = 0
    count += letters.length
    const results = await Promise.allSettled(
      letters.map(async (letter) => {
        const start = Math.max(next, deps.now())
        next = start + paceOf(deps, letter.channel)
        if (start > deps.now()) await deps.wait(start - deps.now())
        await handle(deps, letter, stops)
      }),
    )
    // Its lease ends, and it is claimed again.
    for (const result of results) if (result.status === 'rejected') deps.log(String(result.reason))
  }
  return count
}

/** Whether somebody of the project rings: with one of its secret keys, or signed in. */
async function mayRing(request: Request, deps: Deps): Promise<boolean> {
  const key = request.headers.get('apikey') ?? ''
  if (secretKeys(deps.env).some((secret) => isSame(secret, key))) return true
  const authorization = request.headers.get('authorization') ?? ''
  if (key === '' || !/^Bearer \S+$/.test(authorization)) return false
  const response = await deps.fetch(`${deps.env('SUPABASE_URL') ?? ''}/auth/v1/user`, {
    headers: { apikey: key, authorization },
    signal: AbortSignal.timeout(5000),
  })
  await response.body?.cancel()
  return response.ok
}

/** Takes a ring and answers at once; a lost ring or a doubled one does no harm. */
export const sendNotices: Handler = async (request, deps) => {
  if (request.method !== 'POST') return answer(405, 'POST rings')
  if (!(await mayRing(request, deps))) return answer(401, 'A key of the project or a session is needed')
  deps.background(ring(deps).catch((error: unknown) => deps.log(`the ring failed: ${String(error)}`)))
  return answer(202, 'rung')
}
