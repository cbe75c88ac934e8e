import { afterEach, beforeEach, expect, it } from 'vitest'
import { deliver } from '../../../../tests/support/deliveries.ts'
import { switchTo } from '../../../../tests/support/parcels.ts'
import { arriving, homeOf } from '../../../../tests/support/people.ts'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'

let desk: TestDesk
let unitId = ''
const anna = arriving('Anders')
const bo = arriving('Bolt')

beforeEach(async () => {
  desk = await openTestDesk()
  await switchTo(desk, 'manager')
  unitId = await homeOf(desk, [anna, bo])
})
afterEach(() => desk.close())

async function parcel(residentId: string | null = anna.residentId): Promise<string> {
  const facts = { carrier: 'other', trackingNumber: null, rawBarcode: null, symbology: null } as const
  return (await desk.ask('packages.register', { id: crypto.randomUUID(), ...facts, unitId, residentId })).package.id
}
type Given = Omit<Parameters<typeof deliver>[1], 'packageId' | 'personId' | 'channel'>
async function told(given: Given, channel: 'email' | 'sms' = 'email', residentId: string | null = anna.residentId) {
  desk.clock.pass(60_000)
  const packageId = await parcel(residentId)
  deliver(desk.dataDir, { packageId, personId: anna.residentId, channel, ...given })
  return packageId
}
const notices = () => desk.ask('notices.ofPerson', { residentId: anna.residentId })

// Bug: what somebody was told stood on each parcel's page alone, and nobody could answer "I got no letter".
it('says of a person what they were told, the newest first, also of their unit’s parcels and of those that are gone', async () => {
  const gone = await told({ state: 'delivered' })
  await desk.ask('handover.complete', {
    packageIds: [gone],
    residentId: anna.residentId,
    collectedBy: 'Anders',
    proof: 'known',
  })
  const ofUnit = await told({ state: 'accepted' }, 'sms', null)
  await desk.ask('packages.get', { id: await parcel(bo.residentId) })
  const { lines, more, stopped } = await notices()
  expect(lines.map((line) => [line.package.id, line.channel, line.stand])).toEqual([
    [ofUnit, 'sms', 'sent'],
    [gone, 'email', 'delivered'],
  ])
  expect([more, stopped]).toEqual([false, []])
})

it.each([
  ['bounced', 'mailbox_unavailable', 'bounced'],
  ['complained', 'complained', 'complained'],
  ['suppressed', 'opted_out', 'opted_out'],
  ['suppressed', 'complained', 'complained'],
  ['suppressed', 'bounced', 'bounced'],
] as const)('says that nothing goes by a channel any more: %s, %s', async (state, reason, why) => {
  await told({ state: 'delivered' }, 'sms')
  await told({ state, reason })
  expect((await notices()).stopped).toMatchObject([{ channel: 'email', why }])
  // A letter that arrives ends it: the address was corrected, or they asked for letters again.
  await told({ state: 'accepted' })
  expect((await notices()).stopped).toEqual([])
})

it('a letter that failed for a while, or was not needed, stops nothing', async () => {
  await told({ state: 'failed', reason: 'mailbox_unavailable' })
  await told({ state: 'dropped', reason: 'gone' })
  expect((await notices()).stopped).toEqual([])
})
