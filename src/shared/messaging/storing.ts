/** Words of Storage about a token that it does not take: with the next one the same file passes. */
const OF_THE_TOKEN = /jwt|jws|token|signature|claim|authorization/i

/**
 * Whether Storage would refuse the same file again: malformed, too large, of a kind that is not taken, without a right to
 * this place, no such bucket. `status` is the one in the body of its answer. It words an expired token as 400 or 403 as well.
 */
export function isFinalRefusal(status: number, message: string): boolean {
  if (status === 403) return message.includes('row-level security')
  return [400, 404, 413, 415, 422].includes(status) && !OF_THE_TOKEN.test(message)
}
