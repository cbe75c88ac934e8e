import type { Hub } from '../hub/hub.ts'
import type { Post } from '../mailbox/post.ts'
import type { Proxy } from '../proxy/proxy.ts'
import { amazon, CANADA_POST, FEDEX_12, UPS } from '../../tests/e2e/support/codes.ts'
import { addAccount, inviteStaff } from '../../tests/support/project.ts'
import { unsent, until, untilEqual } from './checks.ts'
import {
  connect,
  handOver,
  lookAtProject,
  openHandover,
  openSync,
  register,
  scanIn,
  seeWaiting,
  untilStatus,
  type DemoDesk,
} from './demoDesk.ts'
import { untilTold } from './letters.ts'
import type { Picture } from './pictures.ts'

export interface Stage {
  hub: Hub
  /** The line between the desks and the hub. */
  line: Proxy
  /** Where notices arrive. */
  post: Post
  /** Where pictures and letters are kept. */
  folder: string
  a: DemoDesk
  b: DemoDesk
  say(line: string): void
  picture: Picture
}

const ADMIN = { name: 'Samir Belhadj', email: 'samir@example.com' }
const CLERK = { name: 'Hélène Castonguay', email: 'helene@example.com' }
const UNIT = '1204'

/** Plays the whole morning; throws with the reason when something does not come true. */
export async function playMorning(stage: Stage): Promise<void> {
  await connectBoth(stage)
  const parcels = await arrivals(stage)
  const contested = parcels[0]!
  const late = await workWithoutLine(stage, contested.id)
  await reconnect(stage, contested.id)
  const { a, b, say, hub } = stage
  const count = await untilEqual(
    a,
    b,
    [...parcels, late].map(({ id }) => id),
  )
  const { rows } = await hub.admin.query<{ n: number }>(
    `select count(*)::int as n from public.package_events where package_id = $1 and type = 'handed_over'`,
    [contested.id],
  )
  if (rows[0]?.n !== 1) throw new Error(`the hub has ${rows[0]?.n} hand-overs of one parcel`)
  say(`     Both desks show the same ${count} parcels with the same histories, and the hub holds one hand-over.`)
  const still = parcels[1]!
  say(`\n8. The grace period is over: whoever still has a parcel here is told, as of ${still.shortNumber}.`)
  await untilTold(stage.post, still, stage.folder, say)
}

async function connectBoth({ hub, line, a, b, say, picture }: Stage): Promise<void> {
  say(`\n1. Desk A (${ADMIN.name}, in English) brings the sample building into the empty project.`)
  await hub.admin.query('select public.expect_founder($1)', [ADMIN.email])
  await addAccount(hub, ADMIN.email)
  await lookAtProject(a, hub, line.url, ADMIN.email)
  await picture(a, 'offers-its-building')
  await connect(a, a.words.bringIn)

  say(`\n2. Desk B (${CLERK.name}, in French) takes the building from the project.`)
  const { building } = await a.ask('session.get', {})
  await inviteStaff(hub, building.id, CLERK.name, CLERK.email)
  await lookAtProject(b, hub, line.url, CLERK.email)
  await picture(b, 'takes-the-building')
  await connect(b, b.words.take)
}

async function arrivals({ a, b, say, picture }: Stage) {
  say('\n3. Parcels arrive. What one desk takes in, the other shows.')
  await scanIn(a, UPS, UNIT)
  await picture(a, 'takes-a-parcel-in')
  const parcels = [await register(a, UPS)]
  for (const [desk, code, unit] of [
    [a, amazon(1), '907'],
    [b, CANADA_POST, UNIT],
  ] as const) {
    await scanIn(desk, code, unit)
    parcels.push(await register(desk, code))
  }
  await seeWaiting(b, parcels[0]!)
  await seeWaiting(a, parcels[2]!)
  say(`     ${parcels.map(({ shortNumber, unit }) => `${shortNumber} for ${unit?.number}`).join(', ')}`)
  await picture(b, 'shows-what-desk-a-took-in')
  return parcels
}

async function workWithoutLine({ line, a, b, say, picture }: Stage, id: string) {
  say('\n4. The line is cut. Both desks say so and work on.')
  line.set({ kind: 'refuse' })
  await Promise.all([untilStatus(a, a.words.noLine), untilStatus(b, b.words.noLine)])
  await scanIn(a, FEDEX_12, UNIT)
  const late = await register(a, FEDEX_12)
  await picture(a, 'takes-in-without-a-line')

  const { package: parcel, collectors } = await contestedAt(a, id)
  const toA = collectors[0]!
  const toB = collectors.at(-1)!
  say(`\n5. Without a line both desks hand over the same parcel, ${parcel.shortNumber}:`)
  say(`     Desk A to ${toA}, Desk B to ${toB}. Neither can know of the other.`)
  await openHandover(a, parcel, toA)
  await picture(a, 'hands-over')
  await handOver(a)
  await openHandover(b, parcel, toB)
  await picture(b, 'hands-over-the-same-parcel')
  await handOver(b)
  for (const desk of [a, b]) {
    if ((await unsent(desk)) === 0) throw new Error(`${desk.name} keeps nothing to send`)
    await untilStatus(desk, desk.words.waits)
  }
  await openSync(b)
  await picture(b, 'waits-for-the-line')
  return late
}

async function contestedAt(desk: DemoDesk, id: string) {
  const { packages, collectors } = await desk.ask('handover.open', { packageId: id })
  const parcel = packages.find((one) => one.id === id)
  if (!parcel || collectors.length === 0) throw new Error(`${desk.name} has nothing to hand over`)
  return { package: parcel, collectors: collectors.map(({ name }) => name) }
}

async function reconnect({ line, a, b, say, picture }: Stage, id: string): Promise<void> {
  say('\n6. The line is back. What waited goes out; the second hand-over is refused and nothing is lost.')
  line.set(null)
  await Promise.all([untilStatus(a, a.words.live), untilStatus(b, b.words.live)])
  await until('everything is sent', async () => (await unsent(a)) + (await unsent(b)) === 0)
  const refusals = await Promise.all([a, b].map(async (desk) => (await desk.ask('sync.refused', {})).total))
  if (refusals[0]! + refusals[1]! !== 1) throw new Error(`${refusals.join(' and ')} acts were refused, not one`)
  const [winner, loser] = refusals[0] === 0 ? [a, b] : [b, a]

  // What the loser's page says is held against what the winner's own desk recorded.
  const { handover: first } = await winner.ask('packages.get', { id })
  if (!first) throw new Error(`${winner.name} was first and shows no hand-over`)
  await openSync(loser)
  const card = loser.page.locator('p', { has: loser.page.locator(`time[datetime="${first.at}"]`) }).first()
  await card.waitFor().catch(() => {
    throw new Error(`${loser.name} does not say when the parcel was handed over (${first.at})`)
  })
  const told = await card.innerText()
  for (const name of [first.handedBy, first.collectedBy])
    if (!told.includes(name)) throw new Error(`${loser.name} does not name ${name}: ${told}`)
  say(`     ${winner.name} was first. ${loser.name} says: ${told}`)
  await picture(loser, 'is-told-who-was-first')
  await loser.page.getByRole('link', { name: loser.words.open }).click()
  await loser.page.getByRole('region', { name: loser.words.history }).waitFor()
  await picture(loser, 'opens-the-parcel')

  say(`\n7. ${loser.name} has read it and drops its own hand-over.`)
  await openSync(loser)
  await loser.page.getByRole('button', { name: loser.words.drop }).click()
  await loser.page.getByRole('button', { name: loser.words.dropIt, exact: true }).click()
  await loser.page.locator('.status').getByText(loser.words.refused).waitFor({ state: 'hidden' })
  await picture(winner, 'at-the-end')
  await picture(loser, 'at-the-end')
}
