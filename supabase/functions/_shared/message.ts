/** An e-mail on its way to any provider. */
export interface Email {
  /** The letter's id: the same on each try. */
  id: string
  to: string
  from: { name: string; address: string }
  replyTo: string | null
  subject: string
  text: string
  html: string
  messageId: string
  /** All further headers, each already checked. */
  headers: Record<string, string>
  pictures: { cid: string; name: string; png: Uint8Array }[]
}

/** A text message on its way to any provider. */
export interface Sms {
  id: string
  to: string
  text: string
  /** Where the provider tells what became of it. */
  callback: string
}
