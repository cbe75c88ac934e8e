import type { Later } from '../../supabase/later.ts'

/** What is swallowed on the way never ends by itself. */
const REQUEST_MS = 20_000

interface Request<R> extends PromiseLike<R> {
  retry(on: boolean): this
  abortSignal(signal: AbortSignal): this
}
export type Ask = ReturnType<typeof createAsk>

/**
 * Sends a request once and gives it an end: whoever asked knows when to try again, and says meanwhile that there is no line.
 */
export function createAsk(later: Later) {
  return async <R>(request: Request<R>): Promise<R> => {
    const ending = new AbortController()
    const stop = later(REQUEST_MS, () => ending.abort())
    try {
      return await request.retry(false).abortSignal(ending.signal)
    } finally {
      stop()
    }
  }
}

/**
 * A request came to nothing: `code` is the server's, null when there was no server, 'signed_out' when it does not know who
 * asks: without a token that it takes, everything is refused, and nothing is meant by it.
 */
export class RequestError extends Error {
  readonly code: string | null
  constructor(code: string | null, message: string) {
    super(message)
    this.code = code
  }
}

/** Unwraps an answer of supabase-js. */
export function unwrap<T>({
  data,
  error,
  status,
}: {
  data: T
  error: { code?: string; message: string } | null
  status: number
}): NonNullable<T> {
  // A line that is cut gives an error without a code of Postgres or PostgREST.
  if (error) throw new RequestError(status === 401 ? 'signed_out' : error.code || null, error.message)
  return data as NonNullable<T>
}

/** Whether the server refused for good. A rate that is used up ("PT429") passes, like a line that is cut. */
export const isVerdict = (code: string | undefined): boolean => Boolean(code) && code !== 'PT429'
