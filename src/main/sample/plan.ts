import type { Row } from '../store/schema.ts'
import type { Addressee } from './directory.ts'
import { awake, DAY_MS, HOUR_MS, MINUTE_MS, type SampleParts } from './parts.ts'

/** A parcel before its rows are made: what will have happened to it. */
export interface Plan {
  id: string
  at: Date
  to: Addressee | null
  end: 'waiting' | 'collected' | 'returned' | 'forwarded' | 'lost'
}

/** One hand-over of everything that waited for a person. */
export interface Visit {
  at: Date
  actId: string
  collectedBy: string
  proof: Row<'handovers'>['proof']
  handedBy: number
  signature: string | null
}

const DAYS = 21
const PER_DAY = 19
const WAITING_LATELY = 33
const WAITING_LONG = 12

/** What arrived and what became of each of them. */
export function planParcels(
  parts: SampleParts,
  addressees: readonly Addressee[],
): { plans: Plan[]; visits: Map<Plan, Visit> } {
  const plans = planEnds(parts, planArrivals(parts, addressees))
  return { plans, visits: planVisits(parts, plans) }
}

function planArrivals({ random, now, id }: SampleParts, addressees: readonly Addressee[]): Plan[] {
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
      const soon = new Date(
        Math.min(plan.at.getTime() + wait, plan.at.getTime() + 0.9 * (now.getTime() - plan.at.getTime())),
      )
      const at = awake(random, soon, plan.at, now)
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

/** A pen's stroke, never anybody's signature. */
const stroke = (parts: SampleParts): string => {
  const points = Array.from({ length: 9 }, (_, i) => `${20 + i * 28} ${30 + parts.random.int(60)}`)
  return `M${points[0]} Q${points[1]} ${points[2]} Q${points[3]} ${points[4]} Q${points[5]} ${points[6]} L${points[7]} L${points[8]}`
}
