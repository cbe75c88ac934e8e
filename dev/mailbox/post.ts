import type { Mailbox } from './mailbox.ts'
import { startMailbox } from './mailbox.ts'
import { showMailbox } from './page.ts'
import { mailboxSecrets, textSecrets } from './secrets.ts'
import { startTexts, type Texts } from './texts.ts'

/** Where the notices of a project on this computer go: letters, text messages, and a page that shows both. */
export interface Post {
  mailbox: Mailbox
  texts: Texts
  /** The page. */
  url: string
  /** The secrets by which the functions send here. */
  secrets: Record<string, string>
  stop: () => Promise<void>
}

/** Starts a post office on this computer; `port`: of its page. */
export async function startPost(port = 0): Promise<Post> {
  const mailbox = await startMailbox()
  const texts = await startTexts()
  const shown = await showMailbox(mailbox, texts, port)
  return {
    mailbox,
    texts,
    url: shown.url,
    secrets: { ...mailboxSecrets(mailbox), ...textSecrets(texts) },
    stop: async () => void (await Promise.all([shown.stop(), texts.stop(), mailbox.stop()])),
  }
}
