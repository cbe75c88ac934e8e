import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { isWaiting, STEPS } from '../../../shared/packages/lifecycle.ts'
import { may } from '../../../shared/staff/permissions.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { putOnShelf, takeStep } from '../packages/change.ts'

/** Puts parcels on a shelf in one act, whether they waited elsewhere or were missing. */
export function createPlacing({ store, place }: ServiceDeps) {
  return (actor: Actor, { shelfId, packageIds }: Parsed<'packages.place'>): Response<'packages.place'> => {
    const { actId } = store.transact('packages.place', { staffId: actor.id }, (tx) => {
      const shelf = tx.get('shelves', shelfId)
      if (!shelf || shelf.deleted_at) throw new DeskError('NOT_FOUND')
      for (const packageId of new Set(packageIds)) {
        const parcel = tx.get('packages', packageId)
        if (!parcel || parcel.deleted_at) throw new DeskError('NOT_FOUND')
        const { status, short_number: shortNumber } = parcel
        if (status === 'lost') {
          if (!may(actor.role, STEPS.find.permission)) throw new DeskError('NOT_ALLOWED')
          takeStep(tx, { actor, place }, packageId, 'find', {})
        } else if (!isWaiting(status)) throw new DeskError('STEP_NOT_ALLOWED', { shortNumber, status, step: 'find' })
        putOnShelf(tx, { actor, place }, parcel, shelfId)
      }
    })
    return { actId, count: packageIds.length }
  }
}
