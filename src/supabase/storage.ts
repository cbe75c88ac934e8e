/** Where the files of messages lie in a project's Storage. */
export const BUCKET = 'attachments'

/** A file has a time of its own: a request is cut off sooner than a large file can leave on a slow line. */
export const UPLOAD_MS = 5 * 60_000

/** A file's place in the bucket. */
export const pathOfFile = (building: string, conversation: string, file: string): string =>
  `${building}/${conversation}/${file}`

/** Words of Storage about a token that it does not take: with the next one the same file passes. */
const OF_THE_TOKEN = /jwt|jws|token|signature|claim|authorization/i

/**
 * What Storage meant by turning an upload down. `stored`: an earlier try has arrived. `refused`: it would refuse the same file
 * again, which is malformed, too large, of a kind that is not taken, without a right to this place or without a bucket.
 * `status` is the one in the body of its answer. It words an expired token as 400 or 403 as well.
 */
export function uploadOutcome(status: number, message: string): 'stored' | 'refused' | 'again' {
  if (status === 409) return 'stored'
  if (status === 403) return message.includes('row-level security') ? 'refused' : 'again'
  return [400, 404, 413, 415, 422].includes(status) && !OF_THE_TOKEN.test(message) ? 'refused' : 'again'
}
