import { describe, expect, it } from 'vitest'
import { newId } from './acts.ts'
import { noticeWorld } from './noticeWorld.ts'

const w = noticeWorld()
const PHONES = JSON.stringify([
  { typed: '514 555-0101', e164: '+15145550101', label: 'mobile', sms: true, extension: null },
])
const phone = (number: string) =>
  JSON.stringify([{ typed: number, e164: number, label: 'mobile', sms: true, extension: null }])
const building = (change: string) => w.query(`update public.buildings set ${change} where name = 'Lofts A'`)
const NEVER = { quiet: `quiet_hours = ''`, some: `quiet_hours = '21:00-08:00'` }
const to = (letters: { channel: string; address: string }[]) =>
  letters.map(({ channel, address }) => `${channel} ${address}`)

describe('whom and how', () => {
  it('a parcel for a unit: by its rule, each in their language, a shared mailbox once', async () => {
    const unit = await w.unit()
    await w.person({ email: 'zoe@example.com', language: 'en' }, unit)
    await w.person({ email: 'both@example.com' }, unit)
    await w.person({ email: 'Both@Example.com' }, unit)
    await w.person({ email: 'out@example.com' }, unit, { to_date: '2026-01-01' })
    await w.person({ email: 'no@example.com' }, unit, { receives_packages: false })
    const { noticeId } = await w.parcel({ unit })
    await w.later(1)
    const letters = await w.claim()
    expect(letters.map(({ address }) => address.toLowerCase()).toSorted()).toEqual([
      'both@example.com',
      'zoe@example.com',
    ])
    expect(letters.find(({ address }) => address === 'zoe@example.com')!.language).toBe('en')
    expect((await w.deliveries(noticeId)).filter(({ reason }) => reason === 'same_address')).toHaveLength(1)
    // The first that leaves makes the notice sent; the other leaves all the same.
    await w.mark(letters[0]!)
    expect(await w.state(noticeId)).toBe('sent')
    await w.mark(letters[1]!, { kind: 'retry', after_seconds: 30, reason: 'no_answer' })
    await w.later(3)
    expect(await w.claim()).toHaveLength(1)
    await w.query(`update public.units set notice_rule = 'named' where id = $1`, [unit])
    const named = await w.parcel({ unit })
    await w.later(1)
    expect(await w.claim()).toEqual([])
    expect(await w.deliveries(named.noticeId)).toMatchObject([
      { channel: 'none', state: 'failed', reason: 'nobody_reachable' },
    ])
    expect(await w.state(named.noticeId)).toBe('failed')
  })

  it('by what they chose for the kind, else their channels in order, else what the building offers', async () => {
    const sms = await w.person({ channels: '["sms", "email"]', phones: PHONES })
    const chosen = await w.person({ notice_choices: '{"arrived": ["sms"]}', phones: phone('+15145550102') })
    const none = await w.person({ channels: '["app"]' })
    const silent = await w.person({ notice_choices: '{"arrived": []}' })
    const parcels = []
    for (const person of [sms, chosen, none, silent]) parcels.push(await w.parcel({ person }))
    await w.later(1)
    expect(to(await w.claim()).toSorted()).toEqual(['sms +15145550101', 'sms +15145550102'])
    // The floor: whoever can or wants to be told by nothing is a task at the desk.
    for (const { noticeId } of parcels.slice(2))
      expect(await w.deliveries(noticeId)).toMatchObject([{ channel: 'none', reason: 'nobody_reachable' }])
    await building(`notice_channels = '["email"]'`)
    await w.parcel({ person: sms })
    await w.later(1)
    expect(to(await w.claim())).toEqual([expect.stringMatching(/^email /)])
    await building(`notice_channels = '["email", "sms"]'`)
  })

  it('a desk that asks for a channel, or another try at somebody, gets that alone', async () => {
    const unit = await w.unit()
    const [person] = [await w.person({ phones: phone('+15145550103') }, unit), await w.person({}, unit)]
    const { noticeId, packageId } = await w.parcel({ unit })
    await w.later(1)
    for (const letter of await w.claim()) await w.mark(letter, { kind: 'failed', reason: 'bad_address' })
    expect((await w.deliveries(noticeId)).map(({ state }) => state)).toEqual(['failed', 'failed'])
    const { rows } = await w.query('select id from public.notice_deliveries where notice_id = $1 and person_id = $2', [
      noticeId,
      person,
    ])
    await w.add('notices', {
      package_id: packageId,
      language: 'fr',
      template: 'arrived',
      state: 'waiting',
      channel: 'sms',
      again_of: rows[0]!['id'],
      send_after: w.iso(),
    })
    expect(to(await w.claim())).toEqual(['sms +15145550103'])
  })

  it('who moved out is told nothing; two entries of one person are one', async () => {
    const unit = await w.unit()
    const gone = await w.person({}, unit, { to_date: '2026-01-01' })
    const one = await w.person({ email: 'one@example.com' })
    const old = await w.person({ merged_into: one, email: 'old@example.com' })
    const moved = await w.parcel({ person: gone })
    await w.parcel({ person: old })
    await w.parcel({ person: one })
    await w.later(1)
    const letters = await w.claim()
    expect(to(letters)).toEqual(['email one@example.com'])
    expect(letters[0]!.parcels).toHaveLength(2)
    expect(await w.deliveries(moved.noticeId)).toMatchObject([{ reason: 'moved_out' }])
  })
})

describe('an address that is no good', () => {
  it('bounces: nothing goes there any more, and the next way is tried by itself', async () => {
    const person = await w.person({
      channels: '["email", "sms"]',
      phones: phone('+15145550104'),
      email: 'gone@example.com',
    })
    const { noticeId } = await w.parcel({ person })
    await w.later(1)
    const [letter] = await w.claim()
    await w.mark(letter!)
    await w.tell(newId(), {
      kind: 'bounced',
      channel: 'email',
      letter: letter!.letter,
      reason: 'bad_address',
      at: w.iso(),
    })
    expect(await w.deliveries(noticeId)).toMatchObject([
      { channel: 'email', state: 'bounced', reason: 'bad_address' },
      { channel: 'sms', state: 'leaving' },
    ])
    const [second] = await w.claim()
    expect(to([second!])).toEqual(['sms +15145550104'])
    await w.mark(second!)
    const only = await w.person({ email: 'GONE@example.com' })
    const next = await w.parcel({ person: only })
    await w.later(2)
    expect(await w.claim()).toEqual([])
    expect(await w.deliveries(next.noticeId)).toMatchObject([
      { channel: 'email', state: 'suppressed', reason: 'bounced' },
    ])
    expect(await w.state(next.noticeId)).toBe('failed')
  })

  it('STOP and one click end a channel, which desks see; who chooses it again is written to again', async () => {
    const texted = await w.person({ channels: '["sms"]', phones: phone('+15145550105') })
    const clicked = await w.person({ channels: '["email"]', email: 'click@example.com' })
    await w.tell(newId(), { kind: 'opted_out', channel: 'sms', letter: null, address: '+1 514 555-0105' }, 'twilio')
    await w.parcel({ person: clicked })
    await w.later(1)
    const [letter] = await w.claim()
    await w.mark(letter!)
    await w.tell(newId(), { kind: 'opted_out', channel: 'email', letter: letter!.letter }, 'unsubscribe')
    const channels = async (id: string) =>
      (await w.query('select channels from public.residents where id = $1', [id])).rows[0]!['channels']
    expect([await channels(texted), await channels(clicked)]).toEqual([[], []])
    await w.parcel({ person: texted })
    await w.parcel({ person: clicked })
    await w.later(1)
    expect(await w.claim()).toEqual([])
    await w.query(`update public.residents set channels = '["email"]' where id = $1`, [clicked])
    await w.parcel({ person: clicked })
    await w.later(1)
    expect(to(await w.claim())).toEqual(['email click@example.com'])
  })
})

describe('what providers tell', () => {
  const leaves = async () => {
    const parcel = await w.parcel({ person: await w.person() })
    await w.later(1)
    const [letter] = await w.claim()
    return { ...parcel, ...letter! }
  }
  const state = async (noticeId: string) => (await w.deliveries(noticeId))[0]!.state

  it('in any order and any number of times comes to the same, and bounced is final', async () => {
    const letter = await leaves()
    await w.mark(letter)
    const kinds = ['bounced', 'delivered', 'delayed', 'accepted', 'failed']
    for (const kind of kinds) await w.tell(newId(), { kind, channel: 'email', letter: letter.letter, at: w.iso() })
    expect(await state(letter.noticeId)).toBe('bounced')
    const other = await leaves()
    await w.mark(other)
    const event = newId()
    for (const kind of ['delivered', 'delayed', 'delivered'])
      await w.tell(kind === 'delivered' ? event : newId(), {
        kind,
        channel: 'email',
        letter: other.letter,
        at: w.iso(),
      })
    expect(await state(other.noticeId)).toBe('delivered')
    await w.tell(newId(), { kind: 'bounced', channel: 'email', letter: other.letter, at: w.iso() })
    expect(await state(other.noticeId)).toBe('bounced')
  })

  it('counts once by its id, and waits where it names a sending that is not marked yet', async () => {
    const letter = await leaves()
    const event = { kind: 'delivered', channel: 'email', letter: null, providerId: `re-${letter.letter}`, at: w.iso() }
    await w.tell('evt-1', event)
    await w.tell('evt-1', event)
    expect(await state(letter.noticeId)).toBe('leaving')
    await w.mark(letter)
    expect(await state(letter.noticeId)).toBe('delivered')
    // Nobody's letter: kept, and nothing happens.
    await w.tell('evt-2', { ...event, providerId: 'strange' })
    await w.tell('evt-3', { kind: 'delivered', channel: 'email', letter: newId(), at: w.iso() })
    const { rows } = await w.query(`select count(*)::int as n from private.provider_events where event_id like 'evt-%'`)
    expect(rows).toEqual([{ n: 3 }])
  })
})

describe('when', () => {
  it('text messages wait for the end of the quiet hours, letters do not', async () => {
    await building(NEVER.some)
    const sms = { channels: '["sms"]', phones: phone('+15145550106') }
    await w.at('2026-12-11T03:00:00.000Z')
    const text = await w.parcel({ person: await w.person(sms) })
    await w.parcel({ person: await w.person() })
    await w.later(1)
    const [now, ...others] = await w.claim()
    expect([now!.channel, others]).toEqual(['email', []])
    await w.mark(now!)
    const [{ reason, leaves_at: leaves } = {}] = await w.deliveries(text.noticeId)
    expect([reason, leaves?.toISOString()]).toEqual(['quiet_hours', '2026-12-11T13:00:00.000Z'])
    expect((await w.health())['nextDue']).toBeDefined()
    await w.at('2026-12-11T13:00:00.000Z')
    const [letter] = await w.claim()
    expect(letter!.channel).toBe('sms')
    // Tried in vain until the evening: it is not tried at night.
    await w.mark(letter!, { kind: 'retry', after_seconds: 43_200, reason: 'delayed_by_server' })
    await w.at('2026-12-12T02:30:00.000Z')
    expect(await w.claim()).toEqual([])
    await w.at('2026-12-12T13:00:00.000Z')
    expect(await w.claim()).toHaveLength(1)
    await building(NEVER.quiet)
  })

  it.each([
    ['2027-03-14', '02:30', '2027-03-14T07:30:00.000Z'],
    ['2026-11-01', '01:30', '2026-11-01T06:30:00.000Z'],
    ['2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
  ])('in the night of %s, when the hour changes, quiet hours end once', async (day, end, instant) => {
    const quiet = async (at: string) =>
      (await w.query(`select private.after_quiet($1, 'America/Toronto', '22:00-' || $2) as t`, [at, end])).rows[0]![
        't'
      ] as Date
    const midnight = `${day}T05:00:00.000Z`
    const ends = await quiet(midnight)
    expect(ends.toISOString()).toBe(instant)
    // From then on it is not quiet, until the evening: neither a second time nor never.
    for (let minutes = 0; minutes < 12 * 60; minutes += 15) {
      const at = new Date(ends.getTime() + minutes * 60_000)
      expect((await quiet(at.toISOString())).getTime()).toBe(at.getTime())
    }
  })

  it('who is away is told on the morning of their return, of food at once', async () => {
    await w.at('2026-12-14T15:00:00.000Z')
    const person = await w.person()
    await w.add('absences', { resident_id: person, kind: 'hold', from_date: '2026-12-13', to_date: '2026-12-20' })
    const parcel = await w.parcel({ person })
    const food = await w.parcel({ person }, { perishable: true })
    await w.later(1)
    const letters = await w.claim()
    expect(letters.flatMap(({ parcels }) => parcels.map(({ id }) => id))).toEqual([food.packageId])
    await w.mark(letters[0]!)
    expect(await w.deliveries(parcel.noticeId)).toMatchObject([
      { state: 'leaving', reason: 'away', leaves_at: new Date('2026-12-21T13:00:00.000Z') },
    ])
    await w.at('2026-12-21T13:00:00.000Z')
    const [back] = await w.claim()
    expect(back!.parcels.map(({ id }) => id)).toEqual([parcel.packageId])
  })
})
