import type { PageAnswer, PullAnswer } from '../../shared/sync/wire.ts'
import type { FreshReplica } from '../store/sync/fresh.ts'
import type { SyncSide } from '../store/sync/side.ts'
import { createAhead } from './ahead.ts'
import { readOutline, readPage, readPull } from './validate.ts'
import type { SyncOptions } from './options.ts'
import type { SyncPorts } from './ports.ts'
import { TransportError } from '../../supabase/fault.ts'
import { CalledOff, type Requests } from './requests.ts'

export type ReadResult = 'more' | 'done'

/** A few rows at least: the line may be cut, and no page too large. */
const LEAST_SHARE = 1 / 32
/** Here, at the database, or at a gateway between: what was asked for took longer than anybody waits. */
const TOO_MUCH = new Set(['timeout', '57014', 'gateway_timeout'])
const isTooMuch = (error: unknown): boolean => error instanceof TransportError && TOO_MUCH.has(error.code)

/** Reads what changed on the server: page by page into the replica, or into a fresh one that replaces it when complete. */
export function createReader(
  ports: SyncPorts,
  requests: Requests,
  options: SyncOptions,
  heard: (answer: { server_time: string }, sentAt: number) => void,
) {
  const { clock, transport, place, log } = ports
  let fresh: FreshReplica | null = null
  let verified = false
  let rowsRead = 0
  let swapping = false
  let indexing = false
  let outlined = false
  /** The share of a whole page that the line has carried: less after each failure. */
  let share = 1
  /** The same for pages of what changes: half after each that took too long, down to a single row. */
  let liveShare = 1

  async function page(cursor: string | null, limit = options.pageRows): Promise<PullAnswer> {
    const page = {
      rows: Math.max(1, Math.ceil(limit * liveShare)),
      bytes: Math.ceil(options.pageBytes * liveShare),
    }
    const sentAt = clock.monotonic()
    try {
      const answer = await requests.run(options.readTimeoutMs, async (signal) =>
        readPull(await transport.pull(place.building, cursor, page, signal), cursor),
      )
      liveShare = Math.min(1, liveShare * 2)
      heard(answer, sentAt)
      return answer
    } catch (error) {
      if (isTooMuch(error)) liveShare = Math.max(1 / limit, liveShare / 2)
      throw error
    }
  }
  const ahead = createAhead({ atOnce: options.pagesAtOnce, ask: wholePage })

  /** Where pages begin; null from a server that cannot tell in time: it is read page after page. */
  async function outline(cursor: string | null): Promise<readonly string[] | null> {
    const sentAt = clock.monotonic()
    try {
      const answer = await requests.run(options.readTimeoutMs, async (signal) =>
        readOutline(await transport.outline(place.building, cursor, options.pageRows, signal)),
      )
      heard(answer, sentAt)
      return answer.marks
    } catch (error) {
      if (!isTooMuch(error)) throw error
      return null
    }
  }
  async function wholePage(cursor: string | null, until: string | null): Promise<PageAnswer> {
    const asked = share
    const limit = {
      rows: Math.max(1, Math.ceil(options.pageRows * asked)),
      bytes: Math.ceil(options.pageBytes * asked),
    }
    const sentAt = clock.monotonic()
    try {
      const answer = await requests.run(options.readTimeoutMs, async (signal) =>
        readPage(await transport.read(place.building, { from: cursor, until }, limit, signal), cursor, until),
      )
      share = Math.min(1, share * 2)
      heard(answer, sentAt)
      return answer
    } catch (error) {
      // Pages that were under way together and fail together say it once.
      if (!(error instanceof CalledOff)) share = Math.max(LEAST_SHARE, Math.min(share, asked / 4))
      throw error
    }
  }
  /** The first page from a cursor on, and the plan for those after it. At the very start both are asked for at once. */
  async function firstPage(cursor: string | null): Promise<PageAnswer> {
    if (cursor !== null || share < 1) {
      ahead.plan((await outline(cursor)) ?? [])
      outlined = true
      return await ahead.page(cursor)
    }
    const [marks, answer] = await Promise.all([outline(cursor), wholePage(cursor, null)])
    const next = marks && answer.more ? marks.indexOf(answer.cursor) + 1 : marks?.length
    // A page that was cut short, or rows that changed meanwhile: no mark stands at its end, and the next step asks for others.
    outlined = next !== 0
    if (outlined) ahead.plan(marks?.slice(next) ?? [], answer.more ? answer.cursor : undefined)
    return answer
  }
  /** Takes a page of a whole reading. The cursor moves after its last row. */
  async function takeIn(replica: FreshReplica, answer: PageAnswer): Promise<number> {
    let rows = 0
    for (const cells of answer.tables) {
      const left = await requests.fenced(replica.take(cells))
      for (let from = 0; from < left.rows.length; from += options.sliceRows) {
        replica.side.filled({ ...left, rows: left.rows.slice(from, from + options.sliceRows) })
        await requests.pause()
      }
      rows += cells.rows.length
    }
    replica.side.filled(null, answer)
    return rows
  }
  async function verify(replica: FreshReplica): Promise<void> {
    while (!(await replica.verify(options.digestSlice))) await requests.pause()
  }
  /** The cursor moves with the last slice: a crash before it costs a second reading and nothing else. */
  async function apply(side: SyncSide, answer: PullAnswer): Promise<void> {
    const { rows } = answer
    for (let from = 0; from < rows.length - options.sliceRows; from += options.sliceRows) {
      side.pulledPart(rows.slice(from, from + options.sliceRows))
      await requests.pause()
    }
    const rest = rows.length === 0 ? 0 : Math.floor((rows.length - 1) / options.sliceRows) * options.sliceRows
    side.pulled({ rows: rows.slice(rest), cursor: answer.cursor, epoch: answer.epoch })
  }

  return {
    filling: (): number | null => (fresh ? rowsRead : null),
    /** The file is being changed or made ready: nothing comes from the server meanwhile. */
    swapping: () => swapping || indexing,
    page,

    async pull(side: SyncSide): Promise<{ result: ReadResult; rows: number }> {
      const answer = await page(side.cursor(), options.liveRows)
      if (answer.reset || answer.epoch !== side.epoch()) {
        // A cursor beyond the server's clock: it is older than what it once gave, whatever epoch it names.
        const rolledBack = answer.epoch === side.epoch()
        log.warn(rolledBack ? 'sync.rolled_back' : 'sync.epoch_changed', {})
        if (rolledBack) side.rolledBack()
        else side.wantFill()
        return { result: 'more', rows: 0 }
      }
      if (answer.rows.length > 0 || answer.cursor !== side.cursor()) await apply(side, answer)
      return { result: answer.more ? 'more' : 'done', rows: answer.rows.length }
    },

    /** One step of filling a fresh replica; 'done' when it has taken its place. */
    async fill(): Promise<ReadResult> {
      if (!fresh) {
        fresh = ports.replica.open()
        verified = false
        outlined = false
        rowsRead = 0
        log.info('sync.fill_begins', { resumed: fresh.side.cursor() !== null })
      }
      const cursor = fresh.side.cursor()
      if (!outlined) fresh.ready()
      const answer = await (outlined ? ahead.page(cursor) : firstPage(cursor))
      const epoch = fresh.side.epoch()
      if (epoch !== null && (answer.reset || answer.epoch !== epoch)) {
        fresh.restart()
        verified = false
        outlined = false
        rowsRead = 0
        if (!answer.reset) return 'more'
      }
      rowsRead += await takeIn(fresh, answer)
      if (answer.more) return 'more'
      if (!verified) {
        indexing = true
        try {
          await requests.fenced(Promise.all([fresh.index(), verify(fresh)]))
        } finally {
          indexing = false
        }
        // Time has passed: read what came meanwhile, with references checked.
        verified = true
        return 'more'
      }
      const complete = fresh
      swapping = true
      try {
        await ports.replica.swap(complete)
        log.info('sync.fill_complete', { rows: rowsRead })
      } catch (error) {
        complete.close()
        throw error instanceof Error ? error : new TransportError('again', 'swap')
      } finally {
        swapping = false
        fresh = null
      }
      return 'done'
    },
    close(): void {
      fresh?.close()
      fresh = null
    },
  }
}

export type Reader = ReturnType<typeof createReader>
