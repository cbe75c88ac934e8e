import type { CarrierId } from '../../shared/carriers/index.ts'
import type { EventType } from '../../shared/contract/packages.ts'
import { NOTICE_GRACE_MS, type PackageStatus } from '../../shared/packages/lifecycle.ts'
import { randomPackageBody } from '../../shared/scan/ownCode.ts'
import type { TableRow } from '../store/schema.ts'
import type { Addressee } from './directory.ts'
import { awake, type SampleParts } from './parts.ts'
import { planParcels, type Plan, type Visit } from './plan.ts'
import { makeBarcode } from './tracking.ts'

export interface ParcelSetting {
  addressees: readonly Addressee[]
  /** Who works at the desk. */
  staffIds: readonly string[]
  deskId: string
  deskLetter: string
  shelves: { upright: readonly string[]; floor: string; fridge: string }
}

type EventMade = Extract<TableRow, { table: 'package_events' }>

const FIRST_NUMBER = 641

const CARRIERS: readonly (readonly [CarrierId, number])[] = [
  ['amazon', 30],
  ['canada_post', 16],
  ['intelcom', 14],
  ['ups', 10],
  ['fedex', 9],
  ['purolator', 9],
  ['uniuni', 6],
  ['dhl', 4],
  ['other', 2],
]
/** Three weeks of deliveries with what became of them. */
export function* sampleParcels(parts: SampleParts, setting: ParcelSetting): Generator<TableRow> {
  const { plans, visits } = planParcels(parts, setting.addressees)
  const codes = new Set<string>()
  const pickupCode = (): string => {
    const code = parts.random.digits(6)
    if (codes.has(code)) return pickupCode()
    codes.add(code)
    return code
  }
  let number = FIRST_NUMBER
  const happened: EventMade[] = []
  for (const plan of plans) {
    const shortNumber = `${setting.deskLetter}${number}`
    for (const made of parcelRows(parts, setting, plan, shortNumber, pickupCode(), visits.get(plan) ?? null))
      if (made.table === 'package_events') happened.push(made)
      else yield made
    number = (number % 999) + 1
  }
  // A desk shows what was done in the order in which it was written down.
  yield* happened.toSorted((a, b) => (a.row.at < b.row.at ? -1 : a.row.at > b.row.at ? 1 : 0))
}

function* parcelRows(
  parts: SampleParts,
  setting: ParcelSetting,
  plan: Plan,
  shortNumber: string,
  pickup: string,
  visit: Visit | null,
): Generator<TableRow> {
  const { random, now, id, row } = parts
  const { at, to } = plan
  const kind = random.weighted([
    ['parcel', 80],
    ['envelope', 12],
    ['food', 3],
    ['dry_cleaning', 3],
    ['other', 2],
  ] as const)
  const carrier = kind === 'food' || kind === 'dry_cleaning' ? 'other' : random.weighted(CARRIERS)
  const barcode = makeBarcode(random, carrier)
  const oversize = kind === 'parcel' && random.chance(0.05)
  const perishable = kind === 'food' || (kind === 'parcel' && random.chance(0.02))
  const shelf = perishable
    ? setting.shelves.fridge
    : oversize
      ? setting.shelves.floor
      : random.pick(setting.shelves.upright)
  const staffIds = setting.staffIds
  const receivedBy = random.pick(staffIds)

  const events: TableRow[] = []
  let status: PackageStatus = 'received'
  let changedAt = at
  const happen = (when: Date, type: EventType, next: PackageStatus, by: string, detail: object, actId = id(when)) => {
    events.push(
      row('package_events', when, {
        id: id(when),
        package_id: plan.id,
        act_id: actId,
        type,
        from_status: type === 'received' ? null : status,
        to_status: next,
        actor_id: by,
        desk_id: setting.deskId,
        at: when.toISOString(),
        detail: JSON.stringify(detail),
        undoes_act_id: null,
      }),
    )
    status = next
    changedAt = when
  }
  happen(at, 'received', 'received', receivedBy, { toUnit: to?.unitNumber ?? null, toName: to?.name ?? null })

  const noticeDue = new Date(at.getTime() + NOTICE_GRACE_MS)
  const told = to !== null && noticeDue < now && (visit === null || noticeDue < visit.at)
  if (told) happen(noticeDue, 'notified', 'notified', receivedBy, { channel: to.channel })
  // Always before now: the youngest parcel is a minute old.
  const later = (share: number) =>
    awake(random, new Date(changedAt.getTime() + share * (now.getTime() - changedAt.getTime())), changedAt, now)
  if (visit)
    happen(
      visit.at,
      'handed_over',
      'picked_up',
      staffIds[visit.handedBy % staffIds.length]!,
      { to: visit.collectedBy, proof: visit.proof },
      visit.actId,
    )
  else if (plan.end === 'returned')
    happen(later(0.6), 'returned', 'returned', random.pick(staffIds), {
      reason: random.pick(['Refusé par le résident', 'Déménagé', 'Wrong address']),
    })
  else if (plan.end === 'forwarded')
    happen(later(0.5), 'forwarded', 'forwarded', random.pick(staffIds), { reason: 'Suivi au chalet' })
  else if (plan.end === 'lost')
    happen(later(0.7), 'lost', 'lost', random.pick(staffIds), { reason: 'Introuvable à l’inventaire' })
  else if (to?.away === 'hold' && told) happen(later(0.05), 'held', 'on_hold', receivedBy, { reason: 'Absence' })
  else if (to && told && random.chance(0.06))
    happen(later(0.3), 'held', 'on_hold', random.pick(staffIds), {
      reason: random.pick(['Contenu à vérifier', 'Customs fees to pay']),
    })

  yield row('packages', at, {
    id: plan.id,
    short_number: shortNumber,
    label_code: randomPackageBody(random.bytes),
    pickup_code: pickup,
    unit_id: to?.unitId ?? null,
    resident_id: to?.residentId ?? null,
    carrier,
    tracking_number: barcode?.tracking ?? null,
    raw_barcode: barcode?.raw ?? null,
    symbology: barcode?.symbology ?? null,
    kind,
    perishable: perishable ? 1 : 0,
    oversize: oversize ? 1 : 0,
    signature_required: random.chance(0.05) ? 1 : 0,
    shelf_id: shelf,
    note: random.chance(0.03) ? random.pick(['Boîte abîmée', 'Très lourd', 'Two boxes taped together']) : '',
    status,
    direction: 'incoming',
    received_at: at.toISOString(),
    received_by: receivedBy,
    // The row as its last event left it.
    updated_at: changedAt.toISOString(),
  })
  yield* events
  if (to) yield noticeRow(parts, plan, to, noticeDue, told, visit)
  if (visit) {
    yield row('handovers', visit.at, {
      id: id(visit.at),
      package_id: plan.id,
      act_id: visit.actId,
      resident_id: to?.residentId ?? null,
      collected_by: visit.collectedBy,
      proof: visit.proof,
      signature: visit.signature,
      handed_by: staffIds[visit.handedBy % staffIds.length]!,
      at: visit.at.toISOString(),
    })
  }
}

function noticeRow(
  { id, row }: SampleParts,
  plan: Plan,
  to: Addressee,
  due: Date,
  told: boolean,
  visit: Visit | null,
): TableRow {
  return row('notices', plan.at, {
    id: id(plan.at),
    package_id: plan.id,
    resident_id: to.residentId,
    channel: to.channel,
    language: to.language,
    template: 'arrived',
    state: told ? 'sent' : visit ? 'cancelled' : 'waiting',
    send_after: due.toISOString(),
    sent_at: told ? due.toISOString() : null,
    error: null,
    updated_at: (told ? due : (visit?.at ?? plan.at)).toISOString(),
  })
}
