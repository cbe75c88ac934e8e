import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PackageRow } from '../../src/shared/contract/packages.ts'
import { lettersPage } from '../mailbox/page.ts'
import type { Post } from '../mailbox/post.ts'
import { until } from './checks.ts'

/** Grace, one bell, and time to spare. */
const LIMIT_MS = 150_000

/** Waits until somebody has been told of a parcel; keeps the page of what arrived among the pictures. */
export async function untilTold(
  { mailbox, texts }: Post,
  { shortNumber }: PackageRow,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  const arrived = () => [
    ...mailbox.letters.map(({ to, mail }) => ({ to: to.join(', '), text: mail.subject ?? '' })),
    ...texts.messages,
  ]
  await until(
    `a notice of ${shortNumber}`,
    async () => arrived().some(({ text }) => text.includes(shortNumber)),
    LIMIT_MS,
  )
  for (const { to, text } of arrived()) say(`     To ${to}: ${text}`)
  writeFileSync(join(folder, 'letters.html'), lettersPage(mailbox.letters, texts.messages))
}
