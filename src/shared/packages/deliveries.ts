import type { DeliveryState } from './noticeWords.ts'

/** The states of a delivery that reached nobody: somebody at the desk has to tell them. */
export const FAILED_DELIVERIES = [
  'failed',
  'bounced',
  'complained',
  'suppressed',
] as const satisfies readonly DeliveryState[]

/** How a notice stands at one person by one channel, as a person understands it. */
export const NOTICE_STANDS = ['waiting', 'sent', 'delivered', 'delayed', 'failed', 'dropped', 'told', 'slip'] as const
export type NoticeStand = (typeof NOTICE_STANDS)[number]

const STANDS: Readonly<Record<DeliveryState, NoticeStand>> = {
  leaving: 'waiting',
  accepted: 'sent',
  delayed: 'delayed',
  delivered: 'delivered',
  failed: 'failed',
  bounced: 'failed',
  complained: 'failed',
  suppressed: 'failed',
  dropped: 'dropped',
}

/** What the server's word about a delivery comes to. */
export const standOf = (state: DeliveryState): NoticeStand => STANDS[state]

/** Where several notices of a parcel stand differently, the first of these speaks for it: what asks for somebody comes first. */
export const TELLING = ['failed', 'delayed', 'waiting', 'sent', 'delivered', 'told'] as const
export type Telling = (typeof TELLING)[number]

/** So long after its time a notice has left where all is well: a desk rings for one that is still here. */
export const RING_AFTER_MS = 60_000
/** Said on the status line when the oldest is later than this. */
export const LATE_AFTER_MS = 7 * 60_000
