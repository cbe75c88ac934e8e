import { PassThrough } from 'node:stream'
import type { Sent } from '../letter.ts'
import type { Email } from '../message.ts'
import type { Deps } from '../ports.ts'
import { accepted, CALL_MS, failed, neverLeft, refusesUs, retry } from './http.ts'
import { mailOptions } from './raw.ts'

interface SmtpFault {
  code?: string
  command?: string
  responseCode?: number
  message: string
}

/** A server that lets nobody in by its own word is greylisting or busy: it asks for patience. */
const PATIENCE_SECONDS = 300
const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '::1'

/** What a fault of a mail server means; `isWhole`: the whole letter had gone out when it came. */
export function smtpFault(fault: SmtpFault, isWhole: boolean): Sent {
  const { code, command, responseCode } = fault
  if (code === 'EAUTH' || code === 'ENOAUTH' || responseCode === 530 || responseCode === 535)
    return refusesUs('provider_login')
  if (code === 'ETLS' || /certificate|self.signed/i.test(fault.message)) return refusesUs('provider_certificate')
  if (responseCode !== undefined && responseCode >= 500) {
    if (command === 'DATA') return failed('refused')
    // Many servers say only here that they take nothing from this computer.
    if (command === 'RCPT TO' && !/\brelay|client host/i.test(fault.message)) return failed('bad_address')
    // Before it knows a letter (its greeting, EHLO, AUTH, MAIL FROM) a server speaks of who sends.
    return refusesUs('provider_account')
  }
  if (responseCode !== undefined && responseCode >= 400)
    return { outcome: retry(PATIENCE_SECONDS, responseCode === 421 ? 'provider_down' : 'delayed_by_server') }
  if (code === 'EENVELOPE') return failed('bad_address')
  // The server may have taken it, though its answer never came.
  if (isWhole) return { outcome: { kind: 'unknown' } }
  const isOut = neverLeft(fault) || command === 'CONN'
  return {
    outcome: retry(isOut ? 30 : 60, 'not_reached'),
    ...(isOut ? { stop: { reason: 'not_reached', afterSeconds: 30, alarm: false } } : {}),
  }
}

/** Sends by a mail server, over TLS from the first byte on (465): the only port that functions of Supabase reach. */
export async function sendBySmtp(deps: Deps, email: Email): Promise<Sent> {
  const { createTransport } = await import('nodemailer')
  const host = deps.env('SMTP_HOST') ?? ''
  // Without TLS only to this computer: a mail server for trying out.
  const isPlain = deps.env('SMTP_TLS') === 'none' && isLoopback(host)
  const user = deps.env('SMTP_USER')
  const authority = deps.env('SMTP_CA')
  const transport = createTransport({
    host,
    port: Number(deps.env('SMTP_PORT') ?? 465),
    secure: !isPlain,
    ignoreTLS: isPlain,
    ...(user === undefined ? {} : { auth: { user, pass: deps.env('SMTP_PASSWORD') ?? '' } }),
    ...(authority === undefined ? {} : { tls: { ca: authority } }),
    connectionTimeout: CALL_MS / 2,
    greetingTimeout: CALL_MS / 2,
    socketTimeout: CALL_MS,
  })
  let isWhole = false
  transport.use('stream', (mail, done) => {
    mail.message.transform(() => new PassThrough().once('end', () => (isWhole = true)))
    done()
  })
  try {
    const sent = await transport.sendMail(mailOptions(email))
    return accepted('smtp', sent.messageId)
  } catch (error) {
    return smtpFault(error as SmtpFault, isWhole)
  } finally {
    transport.close()
  }
}
