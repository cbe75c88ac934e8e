import type { Letter } from './letter.ts'
import type { Deps } from './ports.ts'

export interface Call {
  url: string
  init: RequestInit
}

/** What tests give a function: secrets, and answers for what it asks of the network. */
export function testDeps(
  secrets: Readonly<Record<string, string>>,
  reply: (call: Call) => Response | Promise<Response>,
): Deps & { calls: Call[]; lines: string[]; done: () => Promise<void> } {
  const calls: Call[] = []
  const lines: string[] = []
  const works: Promise<unknown>[] = []
  return {
    calls,
    lines,
    env: (name) =>
      ({
        SUPABASE_URL: 'https://project.example',
        SUPABASE_SERVICE_ROLE_KEY: 'header.body.signature',
        ...secrets,
      })[name],
    fetch: async (url, init = {}) => {
      calls.push({ url, init })
      return reply({ url, init })
    },
    now: () => Date.parse('2026-11-30T12:00:00Z'),
    wait: () => Promise.resolve(),
    background: (work) => void works.push(work),
    log: (line) => void lines.push(line),
    done: async () => void (await Promise.all(works)),
  }
}

/** A usual letter. */
export const testLetter = (more: Partial<Letter> = {}): Letter => ({
  letter: '0198c0de-0000-7000-8000-000000000001',
  token: '0198c0de-0000-7000-8000-00000000aaaa',
  attempt: 1,
  channel: 'email',
  address: 'ana.roy@example.org',
  language: 'fr',
  kind: 'arrived',
  name: 'Ana',
  building: { name: 'Lofts des Arts', timeZone: 'America/Toronto', replyTo: 'accueil@lofts.example' },
  parcels: [{ shortNumber: 'A47', carrier: 'ups', perishable: false, receivedAt: '2026-11-30T11:58:00Z' }],
  pickupCode: '483920',
  texts: null,
  inReplyTo: null,
  ...more,
})

/** Secrets of every provider, so that any can be chosen. */
export const SECRETS = {
  NOTICES_FROM: 'avis@lofts.example',
  NOTICES_LINK_SECRET: 'a secret',
  RESEND_API_KEY: 're_key',
  POSTMARK_SERVER_TOKEN: 'server',
  SES_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  SES_SECRET_ACCESS_KEY: 'secret',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_FROM: '+18005550100',
  TELNYX_API_KEY: 'KEY',
  TELNYX_FROM: '+18005550100',
}
