import type { BackoffOptions } from '../../supabase/backoff.ts'

export interface SyncOptions {
  batchCount: number
  batchBytes: number
  /** A page of the first reading, where the number of requests counts: at most so many rows, and about so many bytes. */
  pageRows: number
  pageBytes: number
  /** So many of them are under way at once: the server makes the next ones while one is taken in. */
  pagesAtOnce: number
  /** A page of what changes while people work: what somebody sends waits for no longer than one of them takes. */
  liveRows: number
  /** Rows applied in one transaction: a scan waits for no longer than that takes. */
  sliceRows: number
  pushTimeoutMs: number
  readTimeoutMs: number
  signInTimeoutMs: number
  lineBackoff: BackoffOptions
  entryBackoff: BackoffOptions
  /** After a sign-out or a refusal of this program: how long until the server is asked again. */
  slowRetryMs: number
  /** Reads although nobody said that something changed. */
  livePollMs: number
  pollMs: number
  digestEveryMs: number
  firstDigestMs: number
  digestSlice: number
  /** Work exists and nothing moves. */
  watchdogMs: number
}

export const SYNC_OPTIONS: SyncOptions = {
  batchCount: 100,
  batchBytes: 256 * 1024,
  pageRows: 2000,
  pageBytes: 1_000_000,
  pagesAtOnce: 2,
  liveRows: 50,
  sliceRows: 50,
  pushTimeoutMs: 20_000,
  readTimeoutMs: 20_000,
  signInTimeoutMs: 15_000,
  lineBackoff: { firstMs: 500, longestMs: 20_000 },
  entryBackoff: { firstMs: 1000, longestMs: 60_000 },
  slowRetryMs: 5 * 60_000,
  livePollMs: 60_000,
  pollMs: 5000,
  digestEveryMs: 15 * 60_000,
  firstDigestMs: 60_000,
  digestSlice: 1000,
  watchdogMs: 60_000,
}
