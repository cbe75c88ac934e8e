import { normaliseTracking, recogniseCarrier } from '../../../shared/carriers/index.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import {
  statusAfter,
  STEPS,
  WAITING_STATUSES,
  type PackageStatus,
  type StepName,
} from '../../../shared/packages/lifecycle.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Tx } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { cancelNotices, tellWhenBack } from '../notices/prepare.ts'
import { settleNotices } from '../notices/settle.ts'
import { appendEvent, PLACE_OF, type EventDetail } from '../parcel/event.ts'
import { refuseDuplicate } from './find.ts'
import { packageRow } from '../parcel/rows.ts'
import { sqlList } from '../sql.ts'

/** The status that a parcel had on its shelf before it was put on hold or lost; having been lost is none of them. */
export function statusBefore(tx: Pick<Tx, 'prepare'>, packageId: string, status: PackageStatus): PackageStatus | null {
  const row = tx
    .prepare(
      `SELECT e.from_status FROM package_events e
       WHERE e.package_id = ? AND e.to_status = ? AND e.from_status IN ${sqlList(WAITING_STATUSES)} AND e.from_status <> e.to_status
       ORDER BY ${PLACE_OF('e')} DESC, e.rowid DESC LIMIT 1`,
    )
    .get(packageId, status) as { from_status: PackageStatus } | undefined
  return row?.from_status ?? null
}

/** Moves a parcel one step along its life inside an act, or refuses by the lifecycle table. */
export function takeStep(
  tx: Tx,
  who: { actor: Actor; place: ServiceDeps['place'] },
  packageId: string,
  step: StepName,
  detail: EventDetail,
): void {
  const parcel = tx.get('packages', packageId)
  if (!parcel || parcel.deleted_at) throw new DeskError('NOT_FOUND')
  if (STEPS[step].needs.includes('addressee') && parcel.unit_id === null && parcel.resident_id === null)
    throw new DeskError('NO_ADDRESSEE', { shortNumber: parcel.short_number })
  const from = parcel.status
  const to = statusAfter(step, from, statusBefore(tx, packageId, from))
  if (!to) throw new DeskError('STEP_NOT_ALLOWED', { shortNumber: parcel.short_number, status: from, step })
  tx.patch('packages', packageId, { status: to })
  appendEvent(tx, who, { packageId, type: STEPS[step].event, from, to, detail })
  if (STEPS[step].causes.includes('cancel_notices')) cancelNotices(tx, packageId)
  if (STEPS[step].to === 'previous') tellWhenBack(tx, who.place, packageId)
}

/** Says inside an act on which shelf a parcel is; null: on none. */
export function putOnShelf(
  tx: Tx,
  who: { actor: Actor; place: ServiceDeps['place'] },
  parcel: { id: string; shelf_id: string | null },
  shelfId: string | null,
): void {
  if (parcel.shelf_id === shelfId) return
  const codeOf = (id: string | null) => (id === null ? null : (tx.get('shelves', id)?.code ?? null))
  tx.patch('packages', parcel.id, { shelf_id: shelfId })
  appendEvent(tx, who, {
    packageId: parcel.id,
    type: 'shelf_set',
    detail: { fromShelf: codeOf(parcel.shelf_id), toShelf: codeOf(shelfId), fromShelfId: parcel.shelf_id },
  })
}

/** A number corrected by hand, as a scan of that carrier's label would be kept: else no scan finds it again. Null when empty. */
export function asScanned(typed: string, carrier: string): string | null {
  const reading = recogniseCarrier(typed).find((candidate) => candidate.carrier === carrier)
  return reading?.trackingNumber ?? (normaliseTracking(typed) || null)
}

/** Edits, shelf and steps of parcels that are already here. */
export function createChanges({ store, place }: ServiceDeps) {
  return {
    edit(actor: Actor, { packageId, flags, ...changes }: Parsed<'packages.edit'>): Response<'packages.edit'> {
      const { actId } = store.transact('packages.edit', { staffId: actor.id }, (tx) => {
        const parcel = tx.get('packages', packageId)
        if (!parcel || parcel.deleted_at) throw new DeskError('NOT_FOUND')
        const { trackingNumber: typed = parcel.tracking_number, carrier = parcel.carrier } = changes
        const number = typed === null || typed === parcel.tracking_number ? typed : asScanned(typed, carrier)
        if (number !== null && number !== parcel.tracking_number) refuseDuplicate(tx, number, packageId)
        const wanted: Partial<typeof parcel> = {
          tracking_number: number,
          ...(changes.carrier !== undefined && { carrier: changes.carrier }),
          ...(changes.kind !== undefined && { kind: changes.kind }),
          ...(changes.note !== undefined && { note: changes.note }),
          ...(changes.writtenName !== undefined && { written_name: changes.writtenName?.trim() || null }),
          ...(flags && {
            perishable: flags.perishable ? 1 : 0,
            oversize: flags.oversize ? 1 : 0,
            signature_required: flags.signatureRequired ? 1 : 0,
          }),
        }
        const changed = (Object.keys(wanted) as (keyof typeof parcel)[]).filter(
          (column) => wanted[column] !== parcel[column],
        )
        if (changed.length === 0) return
        tx.patch('packages', packageId, wanted)
        const before = Object.fromEntries(changed.map((column) => [column, parcel[column]]))
        appendEvent(
          tx,
          { actor, place },
          {
            packageId,
            type: 'edited',
            detail: { fields: changed.join(','), before: JSON.stringify(before) },
          },
        )
      })
      return { actId, package: packageRow(store, packageId) }
    },

    setShelf(actor: Actor, { packageId, shelfId }: Parsed<'packages.setShelf'>): Response<'packages.setShelf'> {
      const { actId } = store.transact('packages.setShelf', { staffId: actor.id }, (tx) => {
        const parcel = tx.get('packages', packageId)
        const shelf = shelfId ? tx.get('shelves', shelfId) : null
        if (!parcel || parcel.deleted_at || shelf === undefined) throw new DeskError('NOT_FOUND')
        putOnShelf(tx, { actor, place }, parcel, shelfId)
      })
      return { actId, package: packageRow(store, packageId) }
    },

    step(actor: Actor, { packageIds, step, reason }: Parsed<'packages.step'>): Response<'packages.step'> {
      const rule = STEPS[step]
      if (!may(actor.role, rule.permission)) throw new DeskError('NOT_ALLOWED')
      if (rule.needs.includes('reason') && !reason.trim()) throw new DeskError('REASON_NEEDED')
      const { actId } = store.transact(`packages.${step}`, { staffId: actor.id }, (tx) => {
        for (const packageId of packageIds) {
          const told = step === 'notify' ? settleNotices(tx, actor, packageId, 'told') : {}
          takeStep(tx, { actor, place }, packageId, step, { ...told, ...(reason.trim() && { reason: reason.trim() }) })
        }
      })
      return { actId }
    },
  }
}
