import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { CARRIERS } from '../../../shared/carriers/names.ts'
import type { PackageStatus } from '../../../shared/packages/lifecycle.ts'
import { STATUS_WORDS } from '../../../shared/packages/statusWords.ts'
import { readDate } from '../../../shared/people/dates.ts'
import { TIME_SPAN } from '../../../shared/sync/limits.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { unitOrder } from '../../../shared/text/order.ts'
import { addDays, startOfDate } from '../../../shared/time/zone.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { JOIN_PERSON } from '../merged.ts'
import { unitName } from '../sql.ts'
import { belongingCell } from './belongings.ts'
import { KIND_WORDS, LANGUAGE_WORDS, TEMPLATE_FIELDS, templateRow, type HEADINGS } from './headings.ts'
import { headingsOf } from './templates.ts'
import type { KnownHome, KnownPerson } from './known.ts'
import { readKnown } from './readKnown.ts'
import type { ThreadReader } from './thread.ts'

/** As many parcels as one file may hold: a spreadsheet still opens it. */
const MOST_PARCELS = 100_000

const PARCEL_HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'Numéro',
    'État',
    'Reçu le',
    'Transporteur',
    'Suivi',
    'Unité',
    'Destinataire',
    'Tablette',
    'Remis le',
    'Remis à',
  ],
  en: [
    'Number',
    'Status',
    'Received',
    'Carrier',
    'Tracking',
    'Unit',
    'Addressee',
    'Shelf',
    'Handed over',
    'Collected by',
  ],
}

interface ParcelRow {
  number: string
  status: PackageStatus
  received: string
  carrier: string
  tracking: string | null
  unit: string | null
  given: string | null
  family: string | null
  written: string | null
  shelf: string | null
  handed: string | null
  collector: string | null
}

/** Lists of people and of parcels as files. Who took one is in the log. */
export function createExports(deps: ServiceDeps, writer: Pick<ThreadReader, 'write'>, language: () => Language) {
  const { store, place, ports } = deps
  const noted = (actor: Actor, what: 'people' | 'parcels', rows: number) => {
    store.audit.note({ what: `export.${what}`, by: actor.id, detail: { rows } })
    ports.log.info('export', { what, rows, by: actor.id })
  }
  const local = (at: string | null): string =>
    at === null
      ? ''
      : new Intl.DateTimeFormat('sv-SE', {
          dateStyle: 'short',
          timeStyle: 'short',
          timeZone: place.building.timezone,
        }).format(new Date(at))

  function personRow(
    person: KnownPerson,
    home: KnownHome,
    unit: { number: string; tower: string | null; floor: number | null },
    said: Language,
  ): string[] {
    const phoneOf = (label: KnownPerson['phones'][number]['label']) =>
      person.phones.find((phone) => phone.label === label)?.typed ?? ''
    const values: Partial<Record<keyof typeof HEADINGS, string | null>> = {
      unit: unit.number,
      tower: unit.tower,
      floor: unit.floor === null ? '' : String(unit.floor),
      givenName: person.given,
      familyName: person.family,
      email: person.email,
      mobilePhone: phoneOf('mobile'),
      homePhone: phoneOf('home'),
      workPhone: phoneOf('work'),
      phone: phoneOf('other'),
      language: LANGUAGE_WORDS[person.language === 'en' ? 'en' : 'fr'][said],
      kind: KIND_WORDS[home.kind][said],
      from: home.from,
      to: home.to,
      emergencyContact: person.emergencyContact,
      notes: person.notes,
      sourceId: person.sourceId,
    }
    return TEMPLATE_FIELDS.map((field) => values[field] ?? belongingCell(field, person.belongings))
  }

  return {
    template: ({ format, source }: Parsed<'import.template'>): Promise<Response<'import.template'>> =>
      writer.write(
        [language() === 'fr' ? 'residents-modele' : 'residents-template', ...(source === 'own' ? [] : [source])].join(
          '-',
        ),
        [headingsOf(source, language())],
        format,
      ),

    /** Everybody who lives here or will, by unit: one row for each home, under the headings that an import knows. */
    async people(actor: Actor, { format }: Parsed<'export.people'>): Promise<Response<'export.people'>> {
      const said = language()
      const today = todayAt(deps)
      const known = await readKnown(store)
      const people = new Map(known.people.map((person) => [person.id, person]))
      const units = new Map(known.units.map((unit) => [unit.id, unit]))
      const byUnit = unitOrder()
      const rows = known.homes
        .filter((home) => (home.to === null || home.to >= today) && people.has(home.personId) && units.has(home.unitId))
        .map((home) => ({ home, person: people.get(home.personId)!, unit: units.get(home.unitId)! }))
        .toSorted(
          (a, b) => byUnit(a.unit.number, b.unit.number) || a.person.family.localeCompare(b.person.family, said),
        )
        .map(({ home, person, unit }) => personRow(person, home, unit, said))
      noted(actor, 'people', rows.length)
      return await writer.write(`residents-${today}`, [templateRow(said), ...rows], format)
    },

    /** Parcels that came on these days, both included. */
    async parcels(actor: Actor, { format, from, to }: Parsed<'export.parcels'>): Promise<Response<'export.parcels'>> {
      const said = language()
      const [first, last] = [readDate(from), readDate(to)]
      if (first === null || first < TIME_SPAN.from) throw new DeskError('FIELDS_REFUSED', { from: 'no_such_date' })
      if (last === null || last < first)
        throw new DeskError('FIELDS_REFUSED', { to: last === null ? 'no_such_date' : 'ends_before' })
      const zone = place.building.timezone
      const rows = store
        .prepare<ParcelRow>(
          `SELECT p.short_number AS number, p.status, p.received_at AS received, p.carrier, p.tracking_number AS tracking,
             ${unitName('u')} AS unit, r.given_name AS given, r.family_name AS family, p.written_name AS written, s.code AS shelf,
             h.at AS handed, h.collected_by AS collector
           FROM packages p LEFT JOIN units u ON u.id = p.unit_id ${JOIN_PERSON('p.resident_id')}
           LEFT JOIN shelves s ON s.id = p.shelf_id
           LEFT JOIN handovers h ON h.package_id = p.id AND h.deleted_at IS NULL AND p.status = 'picked_up'
             AND h.at = (SELECT max(o.at) FROM handovers o WHERE o.package_id = p.id AND o.deleted_at IS NULL)
           WHERE p.deleted_at IS NULL AND p.received_at >= @from AND p.received_at < @to
           ORDER BY p.received_at, p.id LIMIT ${MOST_PARCELS + 1}`,
        )
        .all({ from: startOfDate(zone, first).toISOString(), to: startOfDate(zone, addDays(last, 1)).toISOString() })
      if (rows.length > MOST_PARCELS) throw new DeskError('EXPORT_TOO_LARGE')
      const carriers = new Map<string, string>(CARRIERS.map(({ id, name }) => [id, name[said]]))
      noted(actor, 'parcels', rows.length)
      return await writer.write(
        `${said === 'fr' ? 'colis' : 'parcels'}-${first}-${last}`,
        [
          PARCEL_HEADINGS[said],
          ...rows.map((row) => [
            row.number,
            STATUS_WORDS[row.status][said],
            local(row.received),
            carriers.get(row.carrier) ?? row.carrier,
            row.tracking ?? '',
            row.unit ?? '',
            row.family === null ? (row.written ?? '') : [row.given, row.family].join(' ').trim(),
            row.shelf ?? '',
            local(row.handed),
            row.collector ?? '',
          ]),
        ],
        format,
      )
    },
  }
}
