/** A message to show: where a search led. */
export interface ThreadTarget {
  messageId: string
  offset: number
}
