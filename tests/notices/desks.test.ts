import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import { startMailbox, type Mailbox } from '../../dev/mailbox/mailbox.ts'
import { mailboxSecrets } from '../../dev/mailbox/secrets.ts'
import { connectByReplace, connectByUpload, deskHome, openDesk, until, untilLive } from '../support/connected.ts'
import type { ConnectedDesk } from '../support/connected.ts'
import { insertSql } from '../rls/seed.ts'
import { handOver } from '../support/parcels.ts'
import { inviteStaff, startProject } from '../support/project.ts'

let hub: Hub
let building: string
let mailbox: Mailbox
let a: ConnectedDesk
let b: ConnectedDesk
let people: { id: string; unit_id: string; email: string }[] = []
const homes = [deskHome(), deskHome()]

beforeAll(async () => {
  mailbox = await startMailbox()
  hub = await startProject({ functions: mailboxSecrets(mailbox) })
  a = await openDesk(homes[0]!)
  b = await openDesk(homes[1]!)
  building = await connectByUpload(a, hub)
  await inviteStaff(hub, building, 'Hélène Castonguay', 'helene@example.com')
  await connectByReplace(b, hub, 'helene@example.com', 'B')
  await Promise.all([untilLive(a), untilLive(b)])
  // Nobody is told of the sample's own parcels here.
  await hub.admin.query(`update public.notices set state = 'cancelled' where state = 'waiting'`)
  await hub.admin.query(`update public.buildings set reminder_days = '[]', food_reminder_hours = '[]'`)
  const { rows } = await hub.admin.query(
    `select distinct on (o.unit_id) r.id, o.unit_id, r.email from public.residents r
     join public.occupancies o on o.resident_id = r.id
     where r.email is not null and r.channels ->> 0 = 'email' and o.to_date is null and not exists (
       select from public.absences x where x.resident_id = r.id)
     order by o.unit_id, r.id limit 4`,
  )
  people = rows
})
afterAll(async () => {
  await a?.close()
  await b?.close()
  await hub?.stop()
  await mailbox?.stop()
  for (const home of homes) home.remove()
})
beforeEach(() => void (mailbox.letters.length = 0))

const registerFor = (desk: ConnectedDesk, person: { id: string | null; unit_id: string }, tracking = uuidv7()) =>
  desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: tracking,
    rawBarcode: tracking,
    symbology: null,
    unitId: person.unit_id,
    residentId: person.id,
    print: false,
  })
/** The grace period of all that waits is over. */
const graceEnds = () =>
  hub.admin.query(`update public.notices set send_after = now() - interval '1 second' where state = 'waiting'`)
async function ring(): Promise<void> {
  const response = await fetch(`${hub.url}/functions/v1/send-notices`, {
    method: 'POST',
    headers: { apikey: hub.secretKey },
  })
  expect(response.status).toBe(202)
  await hub.functionsDone()
}

it('a parcel that a desk takes in is a letter in its person’s mailbox once the grace period is over', async () => {
  const [person] = people
  const { package: parcel } = await registerFor(a, person!)
  await untilLive(a)
  await ring()
  expect(mailbox.letters).toHaveLength(0)
  await graceEnds()
  await ring()
  expect(mailbox.letters).toHaveLength(1)
  const { to, mail } = mailbox.letters[0]!
  expect(to).toEqual([person!.email])
  expect(mail.subject).toContain(parcel.shortNumber)
  expect(mail.text).toMatch(/\b\d{6}\b/)
})

// Bug: an undone parcel is told of because its notice had already been sent to the project.
it('what is undone within the grace period is told to nobody', async () => {
  const { actId } = await registerFor(a, people[1]!)
  await untilLive(a)
  await a.ask('acts.undo', { actId })
  await untilLive(a)
  await hub.admin.query(`update public.notices set send_after = now() - interval '1 second'`)
  await ring()
  expect(mailbox.letters).toHaveLength(0)
})

// Bug: two desks that were cut off both take in what the courier left, and the person gets two letters.
it('two desks without a line take in parcels of one person: one letter', async () => {
  const [, , person] = people
  for (const desk of [a, b]) desk.line.cut()
  const numbers = [await registerFor(a, person!), await registerFor(b, person!)].map((one) => one.package.shortNumber)
  for (const desk of [a, b]) {
    desk.line.restore()
    desk.desk.resume()
  }
  await Promise.all([untilLive(a), untilLive(b)])
  await graceEnds()
  await ring()
  expect(mailbox.letters).toHaveLength(1)
  for (const number of numbers) expect(mailbox.letters[0]!.mail.text).toContain(number)
})

// Bug: the letter that was to carry both waits for the parcel that is gone.
it('of two parcels of one person, one collected within the grace period, the other alone is told of', async () => {
  const [, , , person] = people
  const first = await registerFor(a, person!)
  const second = await registerFor(b, person!)
  await Promise.all([untilLive(a), untilLive(b)])
  await handOver(a, first.package.id, 'Ana Roy')
  await untilLive(a)
  await graceEnds()
  await ring()
  expect(mailbox.letters).toHaveLength(1)
  expect(mailbox.letters[0]!.mail.subject).toContain(second.package.shortNumber)
  expect(mailbox.letters[0]!.mail.text).not.toContain(first.package.shortNumber)
})

// Bug: a desk wrote into each notice the first person's channel, and the server told the others by no other.
it('a parcel of a unit where one has e-mail and the other a telephone alone: each is told their own way', async () => {
  const [unit, mail, text] = [uuidv7(), uuidv7(), uuidv7()]
  const insert = (table: string, row: object) => hub.admin.query(...insertSql(table, { building_id: building, ...row }))
  await insert('units', { id: unit, number: 'Z1' })
  const phones = JSON.stringify([
    { typed: '514 555-0188', e164: '+15145550188', label: 'mobile', sms: true, extension: null },
  ])
  await insert('residents', { id: mail, family_name: 'Aubin', email: 'aubin@example.com', channels: '["email"]' })
  await insert('residents', { id: text, family_name: 'Zola', phones, channels: '["sms"]' })
  for (const id of [mail, text])
    await insert('occupancies', { id: uuidv7(), resident_id: id, unit_id: unit, kind: 'tenant' })
  // The desk has them once it has read to the end.
  await until(a, () =>
    a.ask('residents.get', { id: text }).then(
      () => true,
      () => false,
    ),
  )
  const { package: parcel } = await registerFor(a, { id: null, unit_id: unit })
  await untilLive(a)
  await graceEnds()
  await hub.admin.query(`update public.buildings set quiet_hours = '' where id = $1`, [building])
  await ring()
  const { rows } = await hub.admin.query(
    `select d.person_id, d.channel from public.notice_deliveries d join public.notices n on n.id = d.notice_id
     where n.package_id = $1 order by d.channel`,
    [parcel.id],
  )
  expect(rows).toEqual([
    { person_id: mail, channel: 'email' },
    { person_id: text, channel: 'sms' },
  ])
})

// Bug: who set the sender up wrote to a resident to see whether letters leave.
it('a manager has an example letter sent to their own address, and is told what is wrong', async () => {
  const { to, reason } = await a.ask('notices.try', { language: 'fr' })
  expect(reason).toBeNull()
  expect(mailbox.letters).toHaveLength(1)
  expect(JSON.stringify(mailbox.letters)).toContain(to)
  a.line.cut()
  expect((await a.refusal('notices.try', { language: 'fr' })).code).toBe('NO_LINE')
  a.line.restore()
})
