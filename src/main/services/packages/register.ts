import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { randomPackageBody } from '../../../shared/scan/ownCode.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { todayAt } from '../directory/homes.ts'
import { cancelNotices, prepareNotice } from '../notices/prepare.ts'
import { writtenInVain } from '../notices/written.ts'
import { addresseeChange, addresseeWords, checkAddressee } from '../directory/addressee.ts'
import { appendEvent } from '../parcel/event.ts'
import { refuseDuplicate } from './find.ts'
import { packageRow } from '../parcel/rows.ts'
import { codeFor } from './pickup.ts'
import { createShortNumbers } from './shortNumber.ts'

/**
 * Puts a label into the print queue, in the commit of the act that calls it: no crash leaves a parcel whose label was
 * forgotten. Null when labels do not print by themselves here.
 */
export type EnqueueLabel = (packageId: string) => string | null

type Registered = Response<'packages.register'>

/** Registering a parcel and giving it its addressee. */
export function createIntake(
  { store, ports, place }: ServiceDeps,
  directory: Pick<Directory, 'care'>,
  enqueueLabel: EnqueueLabel,
) {
  const shortNumbers = createShortNumbers(store, () => place.desk.letter)

  /** A parcel as it was kept, with what to know of its addressee. */
  const kept = (packageId: string) => {
    const row = packageRow(store, packageId)
    const care = directory.care({ unitId: row.unit?.id ?? null, residentId: row.resident?.id ?? null })
    return { package: row, care }
  }

  const registeredBefore = (id: string): Registered | null => {
    const event = store
      .prepare(`SELECT act_id FROM package_events WHERE package_id = ? AND type = 'received'`)
      .get(id) as { act_id: string } | undefined
    return event ? { actId: event.act_id, printJobId: null, ...kept(id) } : null
  }

  return {
    /** One parcel, safe on disk when this returns. The same id registers once. */
    register(actor: Actor, input: Parsed<'packages.register'>): Registered {
      const before = registeredBefore(input.id)
      if (before) return before
      const { actId, value: printJobId } = store.transact('packages.register', { staffId: actor.id }, (tx) => {
        if (input.trackingNumber) refuseDuplicate(tx, input.trackingNumber, input.id)
        const to = checkAddressee(tx, input, todayAt({ ports, place }))
        const writtenName = input.writtenName?.trim() || null
        tx.insert('packages', {
          id: input.id,
          short_number: shortNumbers.next(tx),
          label_code: randomPackageBody(ports.random),
          pickup_code: codeFor(tx, ports.random, to),
          unit_id: to.unitId,
          resident_id: to.residentId,
          carrier: input.carrier,
          tracking_number: input.trackingNumber,
          raw_barcode: input.rawBarcode,
          symbology: input.symbology,
          kind: input.kind,
          perishable: input.flags.perishable ? 1 : 0,
          oversize: input.flags.oversize ? 1 : 0,
          signature_required: input.flags.signatureRequired ? 1 : 0,
          shelf_id: input.shelfId,
          note: input.note,
          written_name: writtenName,
          status: 'received',
          direction: 'incoming',
          received_at: tx.at,
          received_by: actor.id,
        })
        const words = addresseeWords(tx, to)
        appendEvent(
          tx,
          { actor, place },
          {
            packageId: input.id,
            type: 'received',
            to: 'received',
            detail: { toUnit: words.unit, toName: words.name, ...(writtenName && { writtenName }) },
          },
        )
        prepareNotice(tx, place, input.id, to)
        // A box that says whose it may be is worth a label even before anybody knows them.
        const isNamed = input.unitId !== null || input.residentId !== null || writtenName !== null
        return input.print && isNamed ? enqueueLabel(input.id) : null
      })
      return { actId, printJobId, ...kept(input.id) }
    },

    /** Gives a parcel its addressee, or corrects it: the history keeps both. */
    assign(actor: Actor, input: Parsed<'packages.assign'>): Response<'packages.assign'> {
      if (!input.unitId && !input.residentId) throw new DeskError('NO_ADDRESSEE')
      const { actId, value: printJobId } = store.transact('packages.assign', { staffId: actor.id }, (tx) => {
        const parcel = tx.get('packages', input.packageId)
        if (!parcel || parcel.deleted_at) throw new DeskError('NOT_FOUND')
        if (!isWaiting(parcel.status)) throw new DeskError('ADDRESSEE_SETTLED', { shortNumber: parcel.short_number })
        const from = { unitId: parcel.unit_id, residentId: parcel.resident_id }
        const to = checkAddressee(tx, input, todayAt({ ports, place }))
        tx.patch('packages', parcel.id, {
          unit_id: to.unitId,
          resident_id: to.residentId,
          pickup_code: codeFor(tx, ports.random, to),
        })
        appendEvent(
          tx,
          { actor, place },
          { packageId: parcel.id, type: 'addressee_changed', detail: addresseeChange(tx, from, to) },
        )
        cancelNotices(tx, parcel.id)
        if (parcel.status === 'received') prepareNotice(tx, place, parcel.id, to)
        return input.print ? enqueueLabel(parcel.id) : null
      })
      const written = writtenInVain(store, [input.packageId], todayAt({ ports, place }))
      return { actId, printJobId, ...kept(input.packageId), written }
    },
  }
}
