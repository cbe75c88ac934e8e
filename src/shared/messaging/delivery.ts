import type { Delivery } from './schema.ts'

/** How far a recipient has come: the arrival time of the last message that they received, and read. */
export interface Marker {
  name: string
  deliveredAt: string | null
  readAt: string | null
}

/**
 * What is true of a message that the server has. Several recipients: it is delivered and read as soon as one of them has it,
 * and `readBy` says who.
 */
export function deliveryOf(arrivedAt: string, recipients: readonly Marker[]): Delivery {
  const reached = (marker: string | null) => marker !== null && marker >= arrivedAt
  const readBy = recipients.filter(({ readAt }) => reached(readAt)).map(({ name }) => name)
  if (readBy.length > 0) return { state: 'read', readBy }
  return recipients.some(({ deliveredAt }) => reached(deliveredAt)) ? { state: 'delivered' } : { state: 'sent' }
}
