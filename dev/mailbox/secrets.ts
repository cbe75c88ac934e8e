import type { Mailbox } from './mailbox.ts'

/** The secrets by which the functions send to a mailbox on this computer. */
export const mailboxSecrets = (mailbox: Pick<Mailbox, 'port'>): Record<string, string> => ({
  NOTICES_EMAIL: 'smtp',
  NOTICES_FROM: 'accueil@lofts.example',
  NOTICES_LINK_SECRET: 'links of this computer alone',
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(mailbox.port),
  SMTP_TLS: 'none',
})
