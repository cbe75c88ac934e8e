import { keptPhones, type Phone } from '../../shared/people/phones.ts'
import type { Row, TableRow } from '../store/schema.ts'
import { inventor, slug, type Person } from './people.ts'
import { dateOf, daysBefore, type SampleParts } from './parts.ts'

/** Someone who may receive parcels, as the parcel maker needs them. */
export interface Addressee {
  residentId: string
  unitId: string
  unitNumber: string
  name: string
  language: 'fr' | 'en'
  channel: 'email' | 'sms'
  authorised: string[]
  /** Held or forwarded while away. */
  away: 'hold' | 'forward' | null
}

export interface Directory {
  rows: TableRow[]
  addressees: Addressee[]
}

export interface DirectorySize {
  floors: number
  /** At most 99: two digits of a unit's number. */
  unitsPerFloor: number
  /** How many live there at least; the rest share units already taken. */
  residents?: number
}

const AREA_CODES = ['514', '579', '354', '263', '367', '418', '581', '819'] as const

/** Numbers that nobody has, 555-01xx, a hundred in each area: two people of the sample do not share one. */
const samplePhone = (at: number, sms: boolean): Phone => {
  const last = String(at % 100).padStart(2, '0')
  const area = AREA_CODES[Math.floor(at / 100) % AREA_CODES.length]!
  return {
    sms,
    e164: `+1${area}55501${last}`,
    label: sms ? 'mobile' : 'home',
    typed: `${area}-555-01${last}`,
    extension: null,
  }
}

/** What is known of a few people. */
const KNOWN: readonly Partial<Row<'residents'>>[] = [
  { notes: 'Ne pas remettre aux enfants.' },
  { collecting: 'door', access_need: 'Fauteuil roulant' },
  { notes: 'Travaille de nuit.' },
]
const FORMER = 8
const LANDLORDS = 6
const HELPERS = ['Conciergerie Bleuet', 'Ménage Rive-Sud', 'sa mère', 'son frère', 'her sister', 'the dog walker']

/** Units, the people in them, who left, who may collect for them and who is away. */
export function sampleDirectory(
  parts: SampleParts,
  { floors, unitsPerFloor, residents = 0 }: DirectorySize = { floors: 12, unitsPerFloor: 10 },
): Directory {
  const { random, now, row } = parts
  const invent = inventor(random)
  const rows: TableRow[] = []
  const addressees: Addressee[] = []
  let phone = 0

  function resident(person: Person, since: Date): Pick<Addressee, 'residentId' | 'name' | 'language' | 'channel'> {
    const residentId = parts.id(since)
    const channel = random.weighted([
      ['email', 8],
      ['sms', 2],
    ] as const)
    const address = `${slug(person.given)}.${slug(person.family)}@example.org`
    rows.push(
      row('residents', since, {
        id: residentId,
        given_name: person.given,
        family_name: person.family,
        aliases: JSON.stringify(person.aliases),
        language: person.language,
        email: channel === 'email' || random.chance(0.6) ? address : null,
        phones: keptPhones(channel === 'sms' || random.chance(0.7) ? [samplePhone(phone++, channel === 'sms')] : []),
        channels: JSON.stringify([channel]),
        emergency_contact: random.chance(0.15)
          ? `${invent.relativeOf(person).given}, 514-555-01${random.digits(2)}`
          : null,
        ...(random.chance(0.04) ? random.pick(KNOWN) : {}),
        confirmed_on: dateOf(daysBefore(now, random.chance(0.85) ? random.int(300) : 400)),
      }),
    )
    return { residentId, name: `${person.given} ${person.family}`, language: person.language, channel }
  }
  function occupancy(
    residentId: string,
    unitId: string,
    kind: Row<'occupancies'>['kind'],
    since: Date,
    until: Date | null,
    receives: 0 | 1,
  ): void {
    rows.push(
      row('occupancies', since, {
        id: parts.id(since),
        resident_id: residentId,
        unit_id: unitId,
        kind,
        from_date: dateOf(since),
        to_date: until && dateOf(until),
        receives_packages: receives,
      }),
    )
  }

  const unitIds: { id: string; number: string }[] = []
  for (let floor = 1; floor <= floors; floor++) {
    for (let door = 1; door <= unitsPerFloor; door++) {
      const unit = { id: parts.id(daysBefore(now, 900)), number: `${floor}${String(door).padStart(2, '0')}` }
      unitIds.push(unit)
      rows.push(row('units', daysBefore(now, 900), { id: unit.id, number: unit.number, floor, tower: null }))
    }
  }
  for (const { id: unitId, number: unitNumber } of unitIds) {
    const owned = random.chance(0.55)
    const since = daysBefore(now, 30 + random.int(860))
    const size = random.weighted([
      [1, 54],
      [2, 49],
      [3, 17],
    ] as const)
    const first = invent.person()
    for (let i = 0; i < size; i++) {
      const person = i === 0 ? first : invent.relativeOf(first)
      const kind = i > 0 && random.chance(0.5) ? 'occupant' : owned ? 'owner' : 'tenant'
      const someone = resident(person, since)
      occupancy(someone.residentId, unitId, kind, since, null, 1)
      addressees.push({ ...someone, unitId, unitNumber, authorised: [], away: null })
    }
  }
  while (addressees.length < residents) {
    const { id: unitId, number: unitNumber } = random.pick(unitIds)
    const since = daysBefore(now, 30 + random.int(860))
    const someone = resident(invent.person(), since)
    occupancy(someone.residentId, unitId, 'occupant', since, null, 1)
    addressees.push({ ...someone, unitId, unitNumber, authorised: [], away: null })
  }
  for (let i = 0; i < FORMER; i++) {
    const since = daysBefore(now, 700 + random.int(150))
    const gone = resident(invent.person(), since)
    occupancy(gone.residentId, random.pick(unitIds).id, 'tenant', since, daysBefore(now, 5 + random.int(120)), 1)
  }
  for (let i = 0; i < LANDLORDS; i++) {
    const since = daysBefore(now, 600 + random.int(250))
    occupancy(resident(invent.person(), since).residentId, random.pick(unitIds).id, 'owner', since, null, 0)
  }

  for (const someone of random.shuffled(addressees).slice(0, 14)) {
    const since = daysBefore(now, 10 + random.int(200))
    const name = random.chance(0.5)
      ? random.pick(HELPERS)
      : `${invent.person().given} ${someone.name.split(' ').at(-1)}`
    someone.authorised.push(name)
    rows.push(
      row('authorisations', since, {
        id: parts.id(since),
        resident_id: someone.residentId,
        name,
        note: random.chance(0.3) ? (someone.language === 'fr' ? 'Montre une pièce d’identité.' : 'Shows an ID.') : '',
        from_date: dateOf(since),
        to_date: random.chance(0.3) ? dateOf(daysBefore(now, -30 - random.int(90))) : null,
      }),
    )
  }
  random
    .shuffled(addressees)
    .slice(0, 5)
    .forEach((someone, index) => {
      const kind = index < 3 ? 'hold' : 'forward'
      const since = daysBefore(now, 4 + random.int(5))
      someone.away = kind
      rows.push(
        row('absences', since, {
          id: parts.id(since),
          resident_id: someone.residentId,
          kind,
          from_date: dateOf(since),
          to_date: dateOf(daysBefore(now, -3 - random.int(12))),
          note: kind === 'forward' ? 'Faire suivre au chalet.' : '',
        }),
      )
    })
  return { rows, addressees }
}
