import { DeskError } from '../../../shared/contract/errors.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { Tx } from '../../store/open.ts'
import type { Addressee } from '../directory/addressee.ts'
import { LIVES_HERE } from '../directory/homes.ts'
import { JOIN_PERSON, personOf } from '../merged.ts'
import { selectPackages, WAITING, WAITING_FOR, WAITING_IN } from '../parcel/rows.ts'

type Reader = Pick<Tx, 'prepare'>
type Random = (bytes: number) => Uint8Array

const sixDigits = (random: Random): string => {
  const bytes = random(4)
  const n = ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0
  return String(n % 1_000_000).padStart(6, '0')
}

/** A code that nothing waiting here has. */
function freeCode(tx: Reader, random: Random): string {
  const taken = tx.prepare(`SELECT 1 FROM packages p WHERE p.pickup_code = ? AND ${WAITING}`)
  let code = sixDigits(random)
  while (taken.get(code)) code = sixDigits(random)
  return code
}

/** The parcels of a household that are for nobody by name. */
const NAMELESS_IN = (unit: string): string => `${WAITING_IN(unit)} AND p.resident_id IS NULL`

/** What waits for a person by name, or for a household without a name; nothing for nobody. */
function waitingFor(tx: Reader, { unitId, residentId }: Addressee): { id: string; pickup_code: string }[] {
  const of = residentId === null ? unitId : personOf(tx, residentId)
  if (of === null) return []
  return tx
    .prepare<{ id: string; pickup_code: string }>(
      `SELECT p.id, p.pickup_code FROM packages p WHERE ${residentId === null ? NAMELESS_IN('?') : WAITING_FOR('?')}
       ORDER BY p.received_at DESC, p.id DESC`,
    )
    .all(of)
}

/** The pickup code of a parcel of this addressee: the one of what waits for them already, else a new one. */
export const codeFor = (tx: Reader, random: Random, to: Addressee): string =>
  waitingFor(tx, to)[0]?.pickup_code ?? freeCode(tx, random)

/**
 * An address of this person is theirs no longer, and the codes that went there prove nothing any more: neither those of what waits
 * for them, nor those of what waits for their households, which they were told of there too.
 */
export function renewCodes(tx: Tx, random: Random, residentId: string, today: string): void {
  const person = personOf(tx, residentId)
  const homes = tx
    .prepare<{ unit_id: string }>(
      `SELECT DISTINCT o.unit_id FROM occupancies o ${JOIN_PERSON('o.resident_id', 'JOIN')}
       WHERE r.id = @person AND o.deleted_at IS NULL AND ${LIVES_HERE}`,
    )
    .all({ person, today })
  for (const to of [
    { residentId: person, unitId: null },
    ...homes.map(({ unit_id: unitId }) => ({ residentId: null, unitId })),
  ]) {
    const waiting = waitingFor(tx, to)
    if (waiting.length === 0) continue
    const code = freeCode(tx, random)
    for (const { id } of waiting) tx.patch('packages', id, { pickup_code: code })
  }
}

interface Holder {
  person: string | null
  unit_id: string | null
}

/** Whose code these digits are. Two desks that have not heard of each other may have drawn the same ones. */
const holdersOf = (tx: Reader, code: string): Holder[] =>
  tx
    .prepare<Holder>(
      `SELECT DISTINCT r.id AS person, p.unit_id FROM packages p ${JOIN_PERSON('p.resident_id')}
       WHERE p.pickup_code = ? AND ${WAITING}`,
    )
    .all(code)

/**
 * Refuses digits as a proof for these parcels. A person's code proves what is for them by name and what is for a household they
 * live in; a household's code proves what is for that household without a name, and nothing that has one.
 */
export function expectCodeProves(tx: Reader, rows: readonly PackageRow[], code: string | null, today: string): void {
  const holders = code === null ? [] : holdersOf(tx, code.replaceAll(/\D/g, ''))
  const lives = tx.prepare<{ id: string }>(
    `SELECT o.id FROM occupancies o ${JOIN_PERSON('o.resident_id', 'JOIN')}
     WHERE r.id = @person AND o.unit_id = @unit AND o.deleted_at IS NULL AND ${LIVES_HERE} LIMIT 1`,
  )
  const isProved = ({ resident, unit }: PackageRow): boolean => {
    if (resident) {
      const person = personOf(tx, resident.id)
      return holders.some((holder) => holder.person === person)
    }
    if (!unit) return false
    return holders.some(({ person, unit_id }) =>
      person === null ? unit_id === unit.id : lives.get({ person, unit: unit.id, today }) !== undefined,
    )
  }
  const others = rows.filter((row) => !isProved(row))
  if (others.length === rows.length) throw new DeskError('WRONG_PICKUP_CODE')
  if (others.length > 0)
    throw new DeskError('CODE_NOT_FOR_ALL', { shortNumbers: others.map(({ shortNumber }) => shortNumber).join(', ') })
}

/** What waits under these digits: of each addressee the parcel that came last. */
export function byPickupCode(store: Reader, code: string): PackageRow[] {
  const found = new Map<string, PackageRow>()
  for (const row of selectPackages(
    store,
    `p.pickup_code = ? AND ${WAITING}`,
    'ORDER BY p.received_at DESC, p.id DESC LIMIT 200',
    code,
  )) {
    const addressee = row.resident?.id ?? row.unit?.id ?? row.id
    if (!found.has(addressee)) found.set(addressee, row)
  }
  return [...found.values()]
}
