import type { CarrierId } from '../../shared/carriers/index.ts'
import type { EventType } from '../../shared/contract/packages.ts'
import { NOTICE_GRACE_MS, type PackageStatus } from '../../shared/packages/lifecycle.ts'
import { randomPackageBody } from '../../shared/scan/ownCode.ts'
import type { Row, TableRow } from '../store/schema.ts'
import type { Addressee } from './directory.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, type SampleParts } from './parts.ts'
import { makeBarcode } from './tracking.ts'

export interface ParcelSetting {
  addressees: readonly Addressee[]
  /** Who works at the desk. */
  staffIds: readonly string[]
  deskId: string
  deskLetter: string
  shelves: { upright: readonly string[]; floor: string; fridge: string }
}

/** A parcel before its rows are made: what will have happened to it. */
interface Plan {
  id: string
  at: Date
  to: Addressee | null
  end: 'waiting' | 'collected' | 'returned' | 'forwarded' | 'lost'
}

const DAYS = 21
const PER_DAY = 19
const WAITING_LATELY = 33
const WAITING_LONG = 12
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
/** A pen's stroke, never anybody's signature. */
const stroke = (parts: SampleParts): string => {
  const points = Array.from({ length: 9 }, (_, i) => `${20 + i * 28} ${30 + parts.random.int(60)}`)
  return `M${points[0]} Q${points[1]} ${points[2]} Q${points[3]} ${points[4]} Q${points[5]} ${points[6]} L${points[7]} L${points[8]}`
}

/** Three weeks of deliveries with what became of them. */
export function* sampleParcels(parts: SampleParts, setting: ParcelSetting): Generator<TableRow> {
  const plans = planEnds(parts, planArrivals(parts, setting))
  const visits = planVisits(parts, plans)
  const codes = new Set<string>()
  const pickupCode = (): string => {
    const code = parts.random.digits(6)
    if (codes.has(code)) return pickupCode()
    codes.add(code)
    return code
  }
  let number = FIRST_NUMBER
  for (const plan of plans) {
    yield* parcelRows(parts, setting, plan, `${setting.deskLetter}${number}`, pickupCode(), visits.get(plan) ?? null)
    number = (number % 999) + 1
  }
}

function planArrivals({ random, now, id }: SampleParts, { addressees }: ParcelSetting): Plan[] {
  const plans: Plan[] = []
  // A few households order most of what arrives.
  const keen = random.shuffled(addressees).slice(0, 45)
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  for (let day = DAYS - 1; day >= 0; day--) {
    const count = PER_DAY - 5 + random.int(11)
    for (let i = 0; i < count; i++) {
      // From 9 or 10 in the morning until the evening in Montréal.
      const at = new Date(today - day * DAY_MS + 14 * HOUR_MS + random.int(9.5 * HOUR_MS))
      const to = random.chance(0.5) ? random.pick(keen) : random.pick(addressees)
      if (at.getTime() < now.getTime() - MINUTE_MS) plans.push({ id: '', at, to, end: 'collected' })
    }
  }
  plans.sort((a, b) => a.at.getTime() - b.at.getTime())
  return plans.map((plan) => ({ ...plan, id: id(plan.at) }))
}

/** Decides which of them still wait and which ended otherwise than collected. */
function planEnds({ random, now }: SampleParts, plans: Plan[]): Plan[] {
  const age = (plan: Plan) => (now.getTime() - plan.at.getTime()) / DAY_MS
  const draw = (from: Plan[], count: number, weight: (plan: Plan) => number) =>
    from
      .map((plan) => ({ plan, key: random.next() ** (1 / weight(plan)) }))
      .toSorted((a, b) => b.key - a.key)
      .slice(0, count)
      .map(({ plan }) => plan)
  const lately = draw(
    plans.filter((plan) => age(plan) < 3),
    WAITING_LATELY,
    (plan) => 1 / (0.3 + age(plan)),
  )
  const long = draw(
    plans.filter((plan) => age(plan) >= 3),
    WAITING_LONG,
    (plan) => 1 / (age(plan) * age(plan)),
  )
  for (const plan of [...lately, ...long]) plan.end = 'waiting'
  // A pile whose labels could not be read yet.
  for (const plan of lately.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, 4)) plan.to = null
  const older = random.shuffled(plans.filter((plan) => plan.end === 'collected' && age(plan) > 4))
  for (const plan of older.slice(0, 4)) plan.end = 'returned'
  for (const plan of older.slice(4, 7)) plan.end = 'forwarded'
  for (const plan of older.slice(7, 8)) plan.end = 'lost'
  return plans
}

interface Visit {
  at: Date
  actId: string
  collectedBy: string
  proof: Row<'handovers'>['proof']
  handedBy: number
  signature: string | null
}

/** People collect everything that waits for them in one visit. */
function planVisits(parts: SampleParts, plans: readonly Plan[]): Map<Plan, Visit> {
  const { random, now } = parts
  const visits = new Map<Plan, Visit>()
  const next = new Map<string, Visit>()
  for (const plan of plans) {
    if (plan.end !== 'collected' || !plan.to) continue
    let visit = next.get(plan.to.residentId)
    if (!visit || visit.at <= plan.at) {
      const wait = 20 * MINUTE_MS - Math.log(1 - random.next()) * 15 * HOUR_MS
      const at = new Date(
        Math.min(plan.at.getTime() + wait, plan.at.getTime() + 0.9 * (now.getTime() - plan.at.getTime())),
      )
      const proof = random.weighted([
        ['code', 45],
        ['signature', 25],
        ['known', 26],
        ['id_seen', 4],
      ] as const)
      const someoneElse = plan.to.authorised[0]
      visit = {
        at,
        actId: parts.id(at),
        collectedBy: someoneElse && random.chance(0.5) ? someoneElse : plan.to.name,
        proof,
        handedBy: random.int(3),
        signature: proof === 'signature' ? stroke(parts) : null,
      }
      next.set(plan.to.residentId, visit)
    }
    visits.set(plan, visit)
  }
  return visits
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
  const later = (share: number) => new Date(changedAt.getTime() + share * (now.getTime() - changedAt.getTime()))
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
