import type { Parsed } from '../../../shared/contract/index.ts'
import { dayAfter } from '../../../shared/people/dates.ts'
import type { Tx } from '../../store/open.ts'
import { takeStep } from '../packages/change.ts'
import type { Recorder, Who } from '../people/record.ts'
import { hangingOn, stayingIn, unnamedIn, type Leaving } from './consequences.ts'

type Settle = Parsed<'moves.out'>['settle']

interface Ending {
  homes: readonly Leaving[]
  last: string
  today: string
  settle: Settle
}

/** Up to where the desk has heard the residents of a conversation: the server opens it again for what came later. */
const HEARD = `SELECT max(received_at) AS at FROM messages
  WHERE conversation_id = ? AND author_resident_id IS NOT NULL AND removed_at IS NULL`
const NOTHING_HEARD = new Date(0).toISOString()

function closeConversation(tx: Tx, record: Recorder, id: string): void {
  const heard = tx.prepare<{ at: string | null }>(HEARD).get(id)?.at ?? NOTHING_HEARD
  // A change that is none is not sent, and the server must hear with each status up to where it was well founded.
  tx.patch('conversations', id, { status_seen_at: null })
  tx.patch('conversations', id, { status_seen_at: heard })
  record.change('conversations', id, { status: 'closed', snoozed_until: null })
}

/** Ends homes with a day, and settles what hangs on those who lived there. Runs inside an act; answers how many left. */
export function endHomes(tx: Tx, record: Recorder, who: Who, { homes, last, today, settle }: Ending): number {
  const isNow = last <= today
  const parcels = new Set<string>()
  const conversations = new Set<string>()
  const people = new Set<string>()
  for (const home of homes) {
    const hanging = hangingOn(tx, home, last)
    for (const id of home.rows) record.change('occupancies', id, { to_date: last })
    if (isNow) {
      for (const { id } of hanging.parcels) parcels.add(id)
      for (const { id } of hanging.conversations) conversations.add(id)
    }
    if (hanging.elsewhere.length > 0 || people.has(home.residentId)) continue
    people.add(home.residentId)
    if (settle.authorisations === 'end')
      for (const one of hanging.authorisations)
        if (one.from_date !== null && one.from_date > last) record.remove('authorisations', one.id)
        else record.change('authorisations', one.id, { to_date: last })
    if (settle.absences === 'end')
      for (const one of hanging.absences)
        if (one.from_date > last) record.remove('absences', one.id)
        else record.change('absences', one.id, { to_date: last })
    // What is still to come back when the day comes is not back yet.
    if (settle.lent === 'returned' && isNow)
      for (const one of hanging.lent) record.change('belongings', one.id, { to_date: today })
  }
  const unitId = homes[0]?.unitId
  const ids = homes.flatMap(({ rows }) => rows)
  if (isNow && unitId !== undefined && stayingIn(tx, unitId, ids, dayAfter(last, 1)).length === 0)
    for (const { id } of unnamedIn(tx, unitId)) parcels.add(id)
  if (settle.parcels !== 'stay')
    for (const id of parcels) takeStep(tx, who, id, settle.parcels, { reason: settle.reason.trim() })
  if (settle.conversations === 'close') for (const id of conversations) closeConversation(tx, record, id)
  return new Set(homes.map(({ residentId }) => residentId)).size
}
