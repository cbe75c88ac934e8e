import { DeskError } from '../../../shared/contract/errors.ts'
import type { Store, Tx } from '../../store/open.ts'
import { homeOn } from './homes.ts'
import { personOf } from '../merged.ts'
import type { EventDetail } from '../parcel/event.ts'
import { personName } from '../parcel/rows.ts'
import { unitName } from '../sql.ts'

export interface Addressee {
  unitId: string | null
  residentId: string | null
}

type Reader = Pick<Store | Tx, 'prepare'>

/** Fails with NOT_FOUND unless the unit and resident exist; a resident without a unit gets their home of `today`. */
export function checkAddressee(reader: Reader, { unitId, residentId }: Addressee, today: string): Addressee {
  if (unitId && !reader.prepare('SELECT 1 FROM units WHERE id = ? AND deleted_at IS NULL').get(unitId))
    throw new DeskError('NOT_FOUND')
  if (!residentId) return { unitId, residentId: null }
  if (!reader.prepare('SELECT 1 FROM residents WHERE id = ? AND deleted_at IS NULL').get(residentId))
    throw new DeskError('NOT_FOUND')
  const person = personOf(reader, residentId)
  if (unitId) return { unitId, residentId: person }
  return { unitId: homeOn(reader, person, today)?.unitId ?? null, residentId: person }
}

/** The addressee in words, for histories that must stay readable when people move. */
export function addresseeWords(
  reader: Reader,
  { unitId, residentId }: Addressee,
): { unit: string | null; name: string | null } {
  const unit = unitId
    ? (reader.prepare(`SELECT ${unitName('u')} AS number FROM units u WHERE u.id = ?`).get(unitId) as
        | { number: string }
        | undefined)
    : undefined
  const person = residentId
    ? (reader
        .prepare('SELECT given_name, family_name FROM residents WHERE id = ?')
        .get(personOf(reader, residentId)) as { given_name: string; family_name: string } | undefined)
    : undefined
  return { unit: unit?.number ?? null, name: person ? personName(person.given_name, person.family_name) : null }
}

/** Event facts of a change of addressee: words to read, ids to undo by. */
export function addresseeChange(reader: Reader, from: Addressee, to: Addressee): EventDetail {
  const before = addresseeWords(reader, from)
  const after = addresseeWords(reader, to)
  return {
    fromUnit: before.unit,
    fromName: before.name,
    toUnit: after.unit,
    toName: after.name,
    fromUnitId: from.unitId,
    fromResidentId: from.residentId,
  }
}
