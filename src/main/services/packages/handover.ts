import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import type { Store } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { homeOn, todayAt } from '../directory/homes.ts'
import { ordersOf } from '../order.ts'
import { takeStep } from './change.ts'
import { packageRow, personName, selectPackages, WAITING } from './rows.ts'

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
  if (input.unitId) return { unitId: input.unitId, residentId: input.residentId }
  return { unitId: homeOn(store, input.residentId, today)?.unitId ?? null, residentId: input.residentId }
}

function collectorsOf({ store, place }: ServiceDeps, { unitId, residentId }: Target, today: string): Collector[] {
  const order = ordersOf(place)
  const people = store
    .prepare(
      `SELECT r.id, r.given_name, r.family_name, o.kind, coalesce(o.to_date < @today, 0) AS former
       FROM occupancies o JOIN residents r ON r.id = o.resident_id AND r.deleted_at IS NULL
       WHERE o.deleted_at IS NULL AND ((o.unit_id = @unitId AND coalesce(o.to_date >= @today, 1)) OR o.resident_id = @residentId)
       ORDER BY r.id`,
    )
    .all({ today, unitId, residentId }) as {
    id: string
    given_name: string
    family_name: string
    kind: Collector['kind']
    former: number
  }[]
  const seen = new Set<string>()
  const collectors: Collector[] = []
  const isAddressee = (person: { id: string }) => Number(person.id === residentId)
  const inOrder = people.toSorted(
    (a, b) => isAddressee(b) - isAddressee(a) || a.former - b.former || order.people(a, b),
  )
  for (const person of inOrder) {
    if (seen.has(person.id)) continue
    seen.add(person.id)
    collectors.push({
      name: personName(person.given_name, person.family_name),
      residentId: person.id,
      kind: person.former ? 'former' : person.kind,
      note: '',
    })
  }
  const authorised = store.prepare(
    `SELECT name, note FROM authorisations WHERE resident_id = @of AND deleted_at IS NULL
     AND coalesce(from_date <= @today, 1) AND coalesce(to_date >= @today, 1)`,
  )
  for (const of of seen) {
    const others = authorised.all({ of, today }) as { name: string; note: string }[]
    for (const row of others.toSorted((a, b) => order.texts(a.name, b.name))) {
      collectors.push({ name: row.name, residentId: null, kind: 'authorised', note: row.note })
    }
  }
  return collectors
}

/** Everything that waits for a person and their unit, and handing it over with a proof. */
export function createHandovers(deps: ServiceDeps, newId: () => string) {
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

  return {
    open(input: Parsed<'handover.open'>): Opened {
      const today = todayAt(deps)
      const target = targetOf(store, input, today)
      const mine = target.residentId
        ? selectPackages(
            store,
            `p.resident_id = ? AND ${WAITING}`,
            'ORDER BY p.received_at LIMIT 200',
            target.residentId,
          )
        : []
      const ofUnit = target.unitId
        ? selectPackages(store, `p.unit_id = ? AND ${WAITING}`, 'ORDER BY p.received_at LIMIT 200', target.unitId)
        : []
      const packages = new Map([...mine, ...ofUnit.filter((p) => !p.resident), ...ofUnit].map((p) => [p.id, p]))
      // A parcel without unit or person is still handed over by its own label.
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
        ? (store.prepare('SELECT id, given_name, family_name FROM residents WHERE id = ?').get(target.residentId) as
            | { id: string; given_name: string; family_name: string }
            | undefined)
        : undefined
      return {
        unit: unit ?? null,
        resident: resident ? { id: resident.id, name: personName(resident.given_name, resident.family_name) } : null,
        packages: [...packages.values()].slice(0, 200),
        collectors: collectorsOf(deps, target, today),
      }
    },

    /** Hands parcels over, all or none. A pickup code is proof when it belongs to one of them. */
    complete(actor: Actor, input: Parsed<'handover.complete'>): Response<'handover.complete'> {
      const ids = [...new Set(input.packageIds)]
      if (input.proof === 'signature' && !input.signature) throw new DeskError('SIGNATURE_NEEDED')
      const { actId } = store.transact('packages.hand_over', { staffId: actor.id }, (tx) => {
        const rows = ids.map((id) => packageRow(store, id))
        const gone = rows.find((row) => !isWaiting(row.status))
        if (gone) throw refusedBecauseGone(gone)
        if (input.proof === 'code') {
          const codes = ids.map((id) => tx.get('packages', id)?.pickup_code)
          if (!input.code || !codes.includes(input.code.replaceAll(/\s/g, ''))) throw new DeskError('WRONG_PICKUP_CODE')
        }
        for (const id of ids) {
          takeStep(tx, { actor, place, newId }, id, 'hand_over', { to: input.collectedBy.trim(), proof: input.proof })
          tx.insert('handovers', {
            id: newId(),
            building_id: place.building.id,
            package_id: id,
            act_id: tx.actId,
            resident_id: input.residentId,
            collected_by: input.collectedBy.trim(),
            proof: input.proof,
            signature: input.proof === 'signature' ? input.signature : null,
            handed_by: actor.id,
            at: tx.at,
          })
        }
      })
      return { actId, count: ids.length }
    },
  }
}
