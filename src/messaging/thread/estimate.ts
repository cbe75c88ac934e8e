import type { ThreadItem } from '../../shared/messaging/schema.ts'

/** About how high a row will be, in CSS pixels: near enough that the scroll bar does not lie; measured once it is drawn. */
export function estimateRow(item: ThreadItem | undefined): number {
  if (!item) return 84
  if (item.kind === 'parcel') return 40
  const lines = item.body.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 62)), 0)
  const images = item.attachments.some(({ type }) => type !== 'application/pdf') ? 190 : 0
  return 58 + lines * 21 + images + (item.attachments.length > 0 && images === 0 ? 60 : 0)
}
