import type { Mailbox } from './mailbox.ts'
import { TEXTS_TOKEN, type Texts } from './texts.ts'

/** The secrets by which the functions send to a mailbox on this computer. */
export const mailboxSecrets = (mailbox: Pick<Mailbox, 'port'>): Record<string, string> => ({
  NOTICES_EMAIL: 'smtp',
  NOTICES_FROM: 'accueil@lofts.example',
  NOTICES_LINK_SECRET: 'links of this computer alone',
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(mailbox.port),
  SMTP_TLS: 'none',
})

/** Those by which they send text messages to this computer. */
export const textSecrets = ({ url }: Pick<Texts, 'url'>): Record<string, string> => ({
  NOTICES_SMS: 'twilio',
  TWILIO_URL: url,
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: TEXTS_TOKEN,
  TWILIO_FROM: '+18005550100',
})
