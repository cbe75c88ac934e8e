import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { appendEvent } from '../parcel/event.ts'
import { makeAnother, settleNotices } from './settle.ts'

/** What a desk does about notices that reached nobody, or instead of them. */
export function createSettling({ store, place }: ServiceDeps, printSlip: (actor: Actor, packageId: string) => string) {
  return {
    settle(actor: Actor, { packageId, as }: Parsed<'notices.settle'>): Response<'notices.settle'> {
      return store.transact('notices.settle', { staffId: actor.id }, (tx) => {
        const parcel = tx.get('packages', packageId)
        if (!parcel || parcel.deleted_at) throw new DeskError('NOT_FOUND')
        if (!isWaiting(parcel.status)) throw new DeskError('ADDRESSEE_SETTLED', { shortNumber: parcel.short_number })
        const detail = { as, ...settleNotices(tx, actor, packageId, as) }
        appendEvent(tx, { actor, place }, { packageId, type: 'notice_settled', detail })
        if (as === 'slip') printSlip(actor, packageId)
      })
    },

    tryAgain(actor: Actor, { deliveryId, channel }: Parsed<'notices.tryAgain'>): Response<'notices.tryAgain'> {
      const { actId, value } = store.transact('notices.tryAgain', { staffId: actor.id }, (tx) => {
        const { packageId, leavesAt, detail } = makeAnother(tx, { actor, place }, deliveryId, channel)
        appendEvent(tx, { actor, place }, { packageId, type: 'notice_settled', detail })
        return leavesAt
      })
      return { actId, leavesAt: value }
    },
  }
}
