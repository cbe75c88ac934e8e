import { X509Certificate, createVerify } from 'node:crypto'
import type { Deps } from '../ports.ts'

/** A message of Amazon's SNS as it comes. */
export interface SnsMessage {
  Type: string
  MessageId: string
  TopicArn: string
  Message: string
  Timestamp: string
  SignatureVersion: string
  Signature: string
  SigningCertURL: string
  SubscribeURL?: string
  Subject?: string
  Token?: string
}

const AMAZON = /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\//
/** Certificates and confirmations are Amazon's own, by HTTPS; anything else leads to whoever wrote the message. */
export const isAmazon = (url: string | undefined): url is string => url !== undefined && AMAZON.test(url)

const SIGNED: Readonly<Record<string, readonly (keyof SnsMessage)[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}

/** The text that Amazon signs of a message. */
export function signedText(message: SnsMessage): string {
  return (SIGNED[message.Type] ?? [])
    .filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('')
}

/** Whether Amazon signed a message; `certificates` keeps what was fetched. */
export async function isFromAmazon(
  deps: Deps,
  message: SnsMessage,
  certificates: Map<string, string>,
): Promise<boolean> {
  if (SIGNED[message.Type] === undefined || !isAmazon(message.SigningCertURL)) return false
  const hash = message.SignatureVersion === '2' ? 'RSA-SHA256' : message.SignatureVersion === '1' ? 'RSA-SHA1' : null
  if (hash === null) return false
  let pem = certificates.get(message.SigningCertURL)
  if (pem === undefined) {
    const response = await deps.fetch(message.SigningCertURL, { signal: AbortSignal.timeout(5000), redirect: 'error' })
    if (!response.ok) return false
    pem = await response.text()
    certificates.set(message.SigningCertURL, pem)
  }
  try {
    const certificate = new X509Certificate(pem)
    const now = deps.now()
    if (Date.parse(certificate.validFrom) > now || Date.parse(certificate.validTo) < now) return false
    return createVerify(hash)
      .update(signedText(message), 'utf8')
      .verify(certificate.publicKey, message.Signature, 'base64')
  } catch {
    return false
  }
}
