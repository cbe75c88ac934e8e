// The end of a notice's grace until a real mail server has taken its letter, at 60 parcels a minute, through the hub, p95.
import { mailboxSecrets } from '../dev/mailbox/secrets.ts'
import { startMailbox } from '../dev/mailbox/mailbox.ts'
import { startWorld, type Told } from '../tests/notices/support/world.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { letters: LETTERS, warm: WARM } = sizes({ letters: 60, warm: 3 }, { letters: 4, warm: 1 })
const EVERY_MS = 1000
/** As a project's timetable rings. */
const BELL_SECONDS = 10

const mailbox = await startMailbox()
const world = await startWorld({ functions: mailboxSecrets(mailbox), bellSeconds: BELL_SECONDS })
try {
  await world.ring()
  const due: { told: Told; at: number }[] = []
  const start = Date.now() + 1500
  for (let n = 0; n < WARM + LETTERS; n++) {
    const at = start + n * EVERY_MS
    due.push({ told: await world.add(at - Date.now()), at })
  }
  await mailbox.until(due.length)
  const taken = new Map(mailbox.letters.map(({ mail, at }) => [/<([^@]+)@/.exec(mail.messageId ?? '')?.[1], at]))
  const late: number[] = []
  for (const { told, at } of due) late.push(taken.get((await world.letterOf(told))!.id)! - at)
  const { p95, ...rest } = spread(late.slice(WARM))
  report({
    name: 'notices',
    value: p95,
    unit: 'ms p95',
    limit: 2000,
    ok: mailbox.letters.length === due.length && p95 <= 2000,
    context: { ...rest, letters: mailbox.letters.length, bellSeconds: BELL_SECONDS },
  })
} finally {
  await world.hub.stop()
  await mailbox.stop()
}
