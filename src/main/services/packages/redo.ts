import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { STEP_NAMES, STEPS, type StepName } from '../../../shared/packages/lifecycle.ts'
import { randomPackageBody } from '../../../shared/scan/ownCode.ts'
import { may } from '../../../shared/staff/permissions.ts'
import { factsOf } from '../../store/columns.ts'
import type { Tx } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { cancelNotices, prepareNotice, tellWhenBack } from '../notices/prepare.ts'
import { makeAnother, settleNotices } from '../notices/settle.ts'
import { isRedoable, namesOf, readAct, type EventRecord } from './acts.ts'
import { addresseeChange } from '../directory/addressee.ts'
import { appendEvent, type EventDetail } from '../parcel/event.ts'
import { refuseDuplicate } from './find.ts'
import { codeFor } from './pickup.ts'
import type { EnqueueLabel } from './register.ts'
import type { Besides } from './undo.ts'

type Parcel = NonNullable<ReturnType<typeof getParcel>>
const getParcel = (tx: Tx, id: string) => tx.get('packages', id)

const stepOf = (event: EventRecord): StepName | undefined => STEP_NAMES.find((step) => STEPS[step].event === event.type)

/** What is done again may settle other notices than the first time. */
const withoutNotices = ({ settled: _settled, waited: _waited, made: _made, ...detail }: EventDetail): EventDetail =>
  detail
const channelOf = ({ channel }: EventDetail): 'email' | 'sms' | null =>
  channel === 'email' || channel === 'sms' ? channel : null

/** Doing again what an undo took back. Each redo is a new event of the kind that was undone, and names the undo. */
export function createRedo({ store, ports, place }: ServiceDeps, enqueueLabel: EnqueueLabel) {
  /** A new row with all that was written of the parcel. */
  const receiveAgain = (tx: Tx, actor: Actor, parcel: Parcel, detail: EventDetail): string => {
    if (parcel.tracking_number) refuseDuplicate(tx, parcel.tracking_number, parcel.id)
    // Another desk may have handed it over meanwhile: then the undo is refused, and a second parcel would be nobody's.
    tx.buildOnRemoved('packages', parcel.id)
    const addressee = { unitId: parcel.unit_id, residentId: parcel.resident_id }
    const { id } = tx.insert('packages', {
      ...factsOf(parcel),
      label_code: randomPackageBody(ports.random),
      pickup_code: codeFor(tx, ports.random, addressee),
      status: 'received',
      // Nobody receives in another's name.
      received_by: actor.id,
    })
    const who = { actor, place }
    appendEvent(tx, who, { packageId: id, type: 'received', to: 'received', detail: { ...detail, again: parcel.id } })
    prepareNotice(tx, place, id, addressee)
    if (parcel.unit_id !== null || parcel.resident_id !== null) enqueueLabel(id)
    return id
  }

  const handOverAgain = (tx: Tx, actor: Actor, event: EventRecord): void => {
    const done = tx
      .prepare<{ id: string }>(`SELECT id FROM handovers WHERE package_id = ? AND act_id = ?`)
      .get(event.package_id, event.act_id)
    const before = done && tx.get('handovers', done.id)
    if (!before) throw new DeskError('NOT_FOUND')
    tx.insert('handovers', { ...factsOf(before), act_id: tx.actId, handed_by: actor.id, at: tx.at })
  }

  /** One parcel; returns the parcel that then stands. */
  const again = (tx: Tx, actor: Actor, event: EventRecord, undo: EventRecord): string => {
    const who = { actor, place }
    const parcel = getParcel(tx, event.package_id)
    if (!parcel) throw new DeskError('NOT_FOUND')
    const detail: EventDetail = { ...(JSON.parse(event.detail) as EventDetail), redoes: undo.act_id }
    if (event.type === 'received') return receiveAgain(tx, actor, parcel, detail)
    if (parcel.deleted_at) throw new DeskError('NOT_FOUND')
    const step = stepOf(event)
    if (step) {
      if (!may(actor.role, STEPS[step].permission)) throw new DeskError('NOT_ALLOWED')
      if (parcel.status !== event.from_status || !event.to_status)
        throw new DeskError('STEP_NOT_ALLOWED', { shortNumber: parcel.short_number, status: parcel.status, step })
      tx.patch('packages', parcel.id, { status: event.to_status })
      const told = step === 'notify' ? settleNotices(tx, actor, parcel.id, 'told') : {}
      appendEvent(tx, who, {
        packageId: parcel.id,
        type: event.type,
        from: parcel.status,
        to: event.to_status,
        detail: { ...withoutNotices(detail), ...told },
      })
      if (step === 'hand_over') handOverAgain(tx, actor, event)
      if (STEPS[step].causes.includes('cancel_notices')) cancelNotices(tx, parcel.id)
      if (STEPS[step].to === 'previous') tellWhenBack(tx, place, parcel.id)
      return parcel.id
    }
    if (event.type === 'notice_settled') {
      const as = detail['as'] === 'slip' ? 'slip' : 'told'
      const settled =
        typeof detail['again'] === 'string'
          ? makeAnother(tx, who, detail['again'], channelOf(detail)).detail
          : { as, ...settleNotices(tx, actor, parcel.id, as) }
      appendEvent(tx, who, {
        packageId: parcel.id,
        type: event.type,
        detail: { ...withoutNotices(detail), ...settled },
      })
      return parcel.id
    }
    // What the undo found there, as it noted it down.
    const was = (JSON.parse(undo.detail) as EventDetail)['was']
    if (typeof was !== 'string') throw new DeskError('NOT_FOUND')
    const change = JSON.parse(was) as Partial<Parcel>
    if (event.type === 'addressee_changed') {
      const to = { unitId: change.unit_id ?? null, residentId: change.resident_id ?? null }
      tx.patch('packages', parcel.id, { ...change, pickup_code: codeFor(tx, ports.random, to) })
      const from = { unitId: parcel.unit_id, residentId: parcel.resident_id }
      appendEvent(tx, who, {
        packageId: parcel.id,
        type: event.type,
        detail: { ...addresseeChange(tx, from, to), redoes: undo.act_id },
      })
      cancelNotices(tx, parcel.id)
      if (parcel.status === 'received') prepareNotice(tx, place, parcel.id, to)
    } else {
      tx.patch('packages', parcel.id, change)
      appendEvent(tx, who, { packageId: parcel.id, type: event.type, detail })
    }
    return parcel.id
  }

  const allAgain = (tx: Tx, actor: Actor, undos: readonly EventRecord[]) => {
    const types: EventRecord['type'][] = []
    const packageIds = undos.map((undo) => {
      const event = readAct(tx, undo.undoes_act_id ?? '').find(
        (one) => one.package_id === undo.package_id && one.type !== 'label_printed',
      )
      if (!event) throw new DeskError('NOT_FOUND')
      types.push(event.type)
      return again(tx, actor, event, undo)
    })
    return { type: types[0]!, packageIds }
  }

  return {
    /** What an undo on the directory took back of parcels besides; null for nothing. */
    redoBesides(actor: Actor, actId: string): Besides | null {
      const undos = readAct(store, actId)
      let ids: string[] = []
      if (undos.length === 0) return null
      return {
        possible: isRedoable(store, undos, ports.now()),
        run: (tx) => void (ids = allAgain(tx, actor, undos).packageIds),
        packages: () => namesOf(store, ids),
      }
    },

    redo(actor: Actor, { actId }: Parsed<'acts.redo'>): Response<'acts.redo'> {
      const undos = readAct(store, actId)
      const [first] = undos
      if (!first || first.type !== 'undone') throw new DeskError('NOT_FOUND')
      if (!isRedoable(store, undos, ports.now())) throw new DeskError('REDO_TOO_LATE')
      const done = store.transact('acts.redo', { staffId: actor.id }, (tx) => allAgain(tx, actor, undos))
      const packages = namesOf(store, done.value.packageIds)
      return { actId: done.actId, redone: done.value.type, packages, people: [], kept: [] }
    },
  }
}
