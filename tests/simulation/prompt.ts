import { SYNC_OPTIONS } from '../../src/main/sync/options.ts'
import { Broken } from './checks.ts'
import type { SimDesk } from './simDesk.ts'
import type { World } from './world.ts'

const EVERY_MS = 1000
/** Longest silence although there is work: after a success, after a failure, for somebody who is locked out. */
const QUICK_MS = 3000
const AFTER_FAULT_MS = SYNC_OPTIONS.lineBackoff.longestMs + 10_000
const LOCKED_MS = SYNC_OPTIONS.slowRetryMs + 10_000
/** The engine cannot know that the clock was moved until it looks the next time. */
const AFTER_JUMP_MS = SYNC_OPTIONS.watchdogMs / 2 + 10_000

/**
 * Watches for lost wake-ups: work exists, no request is under way, and nothing moves. Polls and the watchdog would hide
 * most of them from whoever only asks whether all is well in the end.
 */
export function watchPromptness(desk: SimDesk, world: World): void {
  let overdue: { why: string; since: number } | null = null

  function due(): string | null {
    const store = desk.store()
    const engine = desk.engine()
    if (!store || !engine || !desk.running()) return null
    const { heard } = desk.line
    if (heard.flying > 0) return null
    if (heard.toldAt > heard.pullBegan) return 'was told to read'
    const { state } = engine.status()
    const pause = state === 'live' ? SYNC_OPTIONS.livePollMs : state === 'polling' ? 1.5 * SYNC_OPTIONS.pollMs : null
    if (pause !== null && heard.pullEnded >= 0 && world.now() - heard.pullEnded > pause + QUICK_MS)
      return `should read by itself (${state})`
    if (store.sync.waiting().waiting === 0) return null
    const { entries } = store.sync.nextBatch({
      count: 1,
      bytes: 1,
      longestWaitMs: SYNC_OPTIONS.entryBackoff.longestMs,
    })
    return entries.length > 0 ? 'has acts to send' : null
  }
  function limitMs(): number {
    const { state, problem } = desk.engine()!.status()
    if (state === 'signed-out' || state === 'incompatible') return LOCKED_MS
    if (world.now() - desk.jumpedAt() < AFTER_JUMP_MS) return AFTER_JUMP_MS
    return problem === null ? QUICK_MS : AFTER_FAULT_MS
  }
  function look(): void {
    world.after(EVERY_MS, look)
    const why = due()
    if (why === null || desk.line.heard.endedAt > (overdue?.since ?? 0)) overdue = null
    if (why === null) return
    overdue ??= { why, since: world.now() }
    if (world.now() - overdue.since > limitMs())
      desk.fail(
        new Broken(
          `${desk.name} ${overdue.why} and does nothing since ${world.now() - overdue.since} ms (${desk.engine()!.status().state})`,
        ),
      )
  }
  world.after(EVERY_MS, look)
}
