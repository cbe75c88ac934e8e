import { CHANNELS } from '../../../shared/people/kinds.ts'
import { firstPhone, phonesIn, type Phone } from '../../../shared/people/phones.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { wordsIn } from '../../../shared/text/lists.ts'
import type { Store, Tx } from '../../store/open.ts'
import type { Addressee } from '../directory/addressee.ts'
import { LIVES_HERE } from '../directory/homes.ts'
import { JOIN_PERSON } from '../merged.ts'
import { personName } from '../parcel/rows.ts'

export type LetterChannel = 'email' | 'sms'

/** The ways by which a letter can reach somebody: an address, and a telephone that takes messages. */
export const waysTo = ({ email, phones }: { email: string | null; phones: string }): LetterChannel[] => [
  ...(email ? (['email'] as const) : []),
  ...(phonesIn(phones).some(({ sms, e164 }) => sms && e164 !== null) ? (['sms'] as const) : []),
]

type Reader = Pick<Store | Tx, 'prepare'>

export interface Recipient {
  residentId: string
  name: string
  language: Language
  /** The channels that they prefer and that reach them, the first before the others. */
  ways: readonly LetterChannel[]
  email: string | null
  /** The telephone to call or write to first. */
  phone: Phone | null
}

interface PersonRecord {
  id: string
  given_name: string
  family_name: string
  language: Language
  channels: string
  email: string | null
  phones: string
}

const toRecipient = (row: PersonRecord): Recipient => ({
  residentId: row.id,
  name: personName(row.given_name, row.family_name),
  language: row.language,
  ways: wordsIn(row.channels, CHANNELS).filter((way): way is LetterChannel =>
    waysTo(row).includes(way as LetterChannel),
  ),
  email: row.email,
  phone: firstPhone(phonesIn(row.phones)) ?? null,
})
const COLUMNS = 'r.id, r.given_name, r.family_name, r.language, r.channels, r.email, r.phones'

/**
 * Who is told of a parcel. Its addressee; of one for a unit alone those who live there and get parcels, or where the unit has a rule
 * for named ones, those whose home says so.
 */
export function recipientsOf(reader: Reader, { residentId, unitId }: Addressee, today: string): Recipient[] {
  if (residentId)
    return reader
      .prepare<PersonRecord>(`SELECT ${COLUMNS} FROM (SELECT ? AS id) named ${JOIN_PERSON('named.id', 'JOIN')}`)
      .all(residentId)
      .map(toRecipient)
  if (!unitId) return []
  return reader
    .prepare<PersonRecord>(
      `SELECT DISTINCT ${COLUMNS} FROM occupancies o JOIN units u ON u.id = o.unit_id
       ${JOIN_PERSON('o.resident_id', 'JOIN')} AND r.deleted_at IS NULL
       WHERE o.unit_id = @unitId AND ${LIVES_HERE} AND iif(u.notice_rule = 'named', o.notified, o.receives_packages) = 1
       ORDER BY r.family_name, r.given_name, r.id`,
    )
    .all({ unitId, today })
    .map(toRecipient)
}
