import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { careOf, CARES, type Care } from '../../../shared/packages/care.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import type { Store } from '../../store/open.ts'
import type { Row } from '../../store/schema.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { homeOn, LIVES_HERE, todayAt } from '../directory/homes.ts'
import { JOIN_PERSON, personOf, ROWS_OF } from '../merged.ts'
import { ordersOf } from '../order.ts'
import { writtenToOthers } from '../notices/written.ts'
import { takeStep } from './change.ts'
import { expectCodeProves } from './pickup.ts'
import { packageRow, personName, selectPackages, WAITING_FOR, WAITING_IN } from '../parcel/rows.ts'

type Opened = Response<'handover.open'>
type Collector = Opened['collectors'][number]

interface Target {
  unitId: string | null
  residentId: string | null
}

function targetOf(store: Store, input: Parsed<'handover.open'>, today: string): Target {
  if ('packageId' in input) {
    const parcel = packageRow(store, input.packageId)
    return { unitId: parcel.unit?.id ?? null, residentId: parcel.resident?.id ?? null }
  }
  if (!('residentId' in input)) return { unitId: input.unitId, residentId: null }
  const residentId = personOf(store, input.residentId)
  if (input.unitId) return { unitId: input.unitId, residentId }
  return { unitId: homeOn(store, residentId, today)?.unitId ?? null, residentId }
}

interface Occupant {
  id: string
  given_name: string
  family_name: string
  access_need: string
  kind: Collector['kind']
  former: number
  receives: number
  away: 'hold' | 'forward' | null
  until: string | null
  note: string | null
}

/** Everybody of the unit today and every home of the person, with who is away. */
const occupantsOf = (store: Store, { unitId, residentId }: Target, today: string) =>
  store
    .prepare(
      `SELECT r.id, r.given_name, r.family_name, r.access_need, o.kind, coalesce(o.to_date < @today, 0) AS former,
         o.receives_packages AS receives, a.kind AS away, max(a.to_date) AS until, a.note
       FROM occupancies o ${JOIN_PERSON('o.resident_id', 'JOIN')} AND r.deleted_at IS NULL
       LEFT JOIN absences a ON a.resident_id IN (${ROWS_OF('r.id')}) AND a.deleted_at IS NULL AND a.from_date <= @today AND a.to_date >= @today
       WHERE o.deleted_at IS NULL AND (r.id = @residentId OR (o.unit_id = @unitId AND ${LIVES_HERE}))
       GROUP BY o.id ORDER BY r.id`,
    )
    .all({ today, unitId, residentId }) as Occupant[]

const careFor = ({ former, receives, away, until, note }: Occupant): Care | null =>
  careOf({
    former: former === 1,
    receives: receives === 1,
    vacant: false,
    absence: away && until ? { kind: away, to: until, note: note ?? '' } : null,
  })

/** Orders people by how likely they come for a parcel: who is away stands before who takes nothing here. */
const expected = (care: Care | null): number => (care === null ? CARES.length : CARES.indexOf(care.kind))

function collectorsOf({ store, place }: ServiceDeps, target: Target, today: string): Collector[] {
  const order = ordersOf(place)
  const isAddressee = ({ id }: Occupant) => Number(id === target.residentId)
  const inOrder = occupantsOf(store, target, today)
    .map((person) => ({ person, care: careFor(person) }))
    .toSorted(
      (a, b) =>
        expected(b.care) - expected(a.care) ||
        isAddressee(b.person) - isAddressee(a.person) ||
        order.people(a.person, b.person),
    )
  // Of several homes the one that speaks most for them.
  const people = new Map<string, Collector>()
  for (const { person, care } of inOrder) {
    if (people.has(person.id)) continue
    people.set(person.id, {
      name: personName(person.given_name, person.family_name),
      residentId: person.id,
      kind: person.former ? 'former' : person.kind,
      note: '',
      accessNeed: person.access_need,
      care,
    })
  }
  const authorised = store.prepare(
    `SELECT name, note FROM authorisations WHERE resident_id IN (${ROWS_OF('@of')}) AND deleted_at IS NULL
     AND coalesce(from_date <= @today, 1) AND coalesce(to_date >= @today, 1)`,
  )
  const sent = [...people.keys()].flatMap((of): Collector[] =>
    (authorised.all({ of, today }) as { name: string; note: string }[])
      .toSorted((a, b) => order.texts(a.name, b.name))
      .map((row) => ({
        name: row.name,
        residentId: null,
        kind: 'authorised',
        note: row.note,
        accessNeed: '',
        care: null,
      })),
  )
  const all = [...people.values()]
  return [...all.filter(({ care }) => care === null), ...sent, ...all.filter(({ care }) => care !== null)]
}

/** The count of wrong pickup codes at this desk. */
interface CodeTriesPort {
  /** Refuses to read a code in a pause. */
  expectOpen(): void
  missed(by: string): void
}

/** Everything that waits for a person and their unit, and handing it over with a proof. */
export function createHandovers(deps: ServiceDeps, codes: CodeTriesPort) {
  const { store, place } = deps
  const refusedBecauseGone = (row: PackageRow): DeskError => {
    const done = store
      .prepare(
        `SELECT h.collected_by, h.at, s.display_name FROM handovers h LEFT JOIN staff s ON s.id = h.handed_by
         WHERE h.package_id = ? AND h.deleted_at IS NULL`,
      )
      .get(row.id) as { collected_by: string; at: string; display_name: string | null } | undefined
    return done
      ? new DeskError('ALREADY_HANDED_OVER', {
          shortNumber: row.shortNumber,
          to: done.collected_by,
          at: done.at,
          by: done.display_name,
        })
      : new DeskError('STEP_NOT_ALLOWED', { shortNumber: row.shortNumber, status: row.status, step: 'hand_over' })
  }

  /** A wrong code is counted when nothing of the act stands. */
  function countingMisses<T>(actor: Actor, run: () => T): T {
    try {
      return run()
    } catch (error) {
      if (error instanceof DeskError && error.code === 'WRONG_PICKUP_CODE') codes.missed(actor.id)
      throw error
    }
  }

  return {
    open(input: Parsed<'handover.open'>): Opened {
      const today = todayAt(deps)
      const target = targetOf(store, input, today)
      const mine = target.residentId
        ? selectPackages(store, WAITING_FOR('?'), 'ORDER BY p.received_at LIMIT 200', target.residentId)
        : []
      const ofUnit = target.unitId
        ? selectPackages(store, WAITING_IN('?'), 'ORDER BY p.received_at LIMIT 200', target.unitId)
        : []
      const packages = new Map([...mine, ...ofUnit.filter((p) => !p.resident), ...ofUnit].map((p) => [p.id, p]))
      // A parcel without unit or person is listed by its own label; the screen asks for its addressee first.
      if ('packageId' in input && !packages.has(input.packageId)) {
        const own = packageRow(store, input.packageId)
        if (isWaiting(own.status)) packages.set(own.id, own)
      }
      const unit = target.unitId
        ? (store.prepare('SELECT id, number FROM units WHERE id = ?').get(target.unitId) as
            | { id: string; number: string }
            | undefined)
        : undefined
      const resident = target.residentId
        ? store
            .prepare<Pick<Row<'residents'>, 'id' | 'given_name' | 'family_name' | 'collecting' | 'access_need'>>(
              'SELECT id, given_name, family_name, collecting, access_need FROM residents WHERE id = ?',
            )
            .get(target.residentId)
        : undefined
      return {
        unit: unit ?? null,
        resident: resident
          ? {
              id: resident.id,
              name: personName(resident.given_name, resident.family_name),
              collecting: resident.collecting,
              accessNeed: resident.access_need,
            }
          : null,
        packages: [...packages.values()].slice(0, 200),
        collectors: collectorsOf(deps, target, today),
      }
    },

    /** Hands parcels over, all or none. A pickup code is proof when it proves each of them. */
    complete(actor: Actor, input: Parsed<'handover.complete'>): Response<'handover.complete'> {
      const ids = [...new Set(input.packageIds)]
      if (input.proof === 'signature' && !input.signature) throw new DeskError('SIGNATURE_NEEDED')
      if (input.proof === 'code') codes.expectOpen()
      const { actId } = countingMisses(actor, () =>
        store.transact('packages.hand_over', { staffId: actor.id }, (tx) => {
          const rows = ids.map((id) => packageRow(store, id))
          const gone = rows.find((row) => !isWaiting(row.status))
          if (gone) throw refusedBecauseGone(gone)
          if (input.proof === 'code') expectCodeProves(tx, rows, input.code, todayAt(deps))
          for (const id of ids) {
            takeStep(tx, { actor, place }, id, 'hand_over', { to: input.collectedBy, proof: input.proof })
            tx.insert('handovers', {
              package_id: id,
              act_id: tx.actId,
              resident_id: input.residentId,
              collected_by: input.collectedBy,
              proof: input.proof,
              signature: input.proof === 'signature' ? input.signature : null,
              handed_by: actor.id,
              at: tx.at,
            })
          }
        }),
      )
      const collector = input.residentId === null ? null : personOf(store, input.residentId)
      return { actId, count: ids.length, written: writtenToOthers(store, ids, collector) }
    },
  }
}
