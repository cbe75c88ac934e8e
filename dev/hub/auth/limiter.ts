import type { AuthSettings, Context } from '../types.ts'
import { Refusal } from './refusal.ts'

type Door = 'token' | 'verify' | 'mail'

const perWindow = ({ tokenRequests, verifyRequests, mailRequests }: AuthSettings): Record<Door, number> => ({
  token: tokenRequests,
  verify: verifyRequests,
  mail: mailRequests,
})

/**
 * Counts the requests of an address as Auth does, in buckets of tokens: each request takes one, they come back evenly over the
 * window, and no bucket holds more than the burst.
 */
export function createLimiter(context: Context): (door: Door, ip: string) => void {
  const buckets = new Map<string, { left: number; at: number }>()
  return (door, ip) => {
    const { auth } = context.settings
    const requests = perWindow(auth)[door]
    if (requests <= 0) return
    const now = context.clock.now()
    const name = `${door} ${ip}`
    const bucket = buckets.get(name) ?? { left: auth.burst, at: now }
    const back = ((now - bucket.at) / 1000) * (requests / auth.windowSeconds)
    const left = Math.min(auth.burst, bucket.left + Math.max(0, back))
    buckets.set(name, { left: left < 1 ? left : left - 1, at: now })
    if (left < 1) throw new Refusal(429, 'over_request_rate_limit', 'Request rate limit reached')
  }
}
