import type { Context } from '../types.ts'
import { Refusal } from './refusal.ts'

/** Counts requests of an address in a window, and refuses those above the project's limit. */
export function createLimiter(context: Context): (ip: string) => void {
  const windows = new Map<string, { until: number; count: number }>()
  return (ip) => {
    const { tokenRequests, tokenWindowSeconds } = context.settings.auth
    if (tokenRequests <= 0) return
    const now = context.clock.now()
    const open = windows.get(ip)
    const window = open === undefined || open.until <= now ? { until: now + tokenWindowSeconds * 1000, count: 0 } : open
    window.count += 1
    windows.set(ip, window)
    if (window.count > tokenRequests) throw new Refusal(429, 'over_request_rate_limit', 'Request rate limit reached')
  }
}
