import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { keptPhones } from '../../../shared/people/phones.ts'
import type { Store } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { todayAt } from '../directory/homes.ts'
import { rowsOfHome } from '../directory/oneHome.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import { createFields, type Fields } from './fields.ts'
import { phoneReader, type ReadPhone } from './readPhone.ts'
import { createWrite } from './record.ts'

const NAME_MOST = 200
const NOTE_MOST = 2000
const PHONE_MOST = 64
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

type HomeInput = Omit<Parsed<'residents.saveHome'>, 'residentId'>

/** Names that labels use besides, one on each line. */
function readAliases(fields: Fields, typed: string): string {
  const names = typed.split('\n').map((line) => fields.name('aliases', line, NAME_MOST, false))
  const aliases = [...new Set(names.filter((name) => name !== ''))]
  if (aliases.length > 10) fields.refuse('aliases', 'too_long')
  return JSON.stringify(aliases)
}

function readEmail(fields: Fields, typed: string): string | null {
  const email = fields.name('email', typed, 320, false)
  if (email !== '' && !EMAIL.test(email)) fields.refuse('email', 'no_email')
  return email || null
}

/** Numbers are marked and never refused; of one that stands there twice the first is kept. */
function readPhones(fields: Fields, read: ReadPhone, typed: Parsed<'residents.save'>['phones']): string {
  const phones = typed.flatMap(({ typed: line, label, sms }, at) => {
    const number = fields.name(`phones.${at}`, line, PHONE_MOST, false)
    return number === '' ? [] : [{ typed: number, label, sms, ...read(number) }]
  })
  const seen = new Set<string>()
  return keptPhones(
    phones.filter(({ typed: line, e164, extension }) => {
      const number = `${e164 ?? line} ${extension}`
      return !seen.has(number) && seen.add(number)
    }),
  )
}

function readPerson(fields: Fields, read: ReadPhone, input: Parsed<'residents.save'>) {
  return {
    given_name: fields.name('givenName', input.givenName, NAME_MOST, false),
    family_name: fields.name('familyName', input.familyName, NAME_MOST),
    aliases: readAliases(fields, input.aliases),
    language: input.language,
    email: readEmail(fields, input.email),
    phones: readPhones(fields, read, input.phones),
    channels: JSON.stringify([...new Set(input.channels)]),
    emergency_contact: fields.name('emergencyContact', input.emergencyContact, 500, false) || null,
    notes: fields.note('notes', input.notes, NOTE_MOST),
    collecting: input.collecting,
    access_need: fields.name('accessNeed', input.accessNeed, 500, false),
  }
}

const SHARE = /^(\d+(?:[.,]\d+)?) ?(?:%|\/ ?(\d+(?:[.,]\d+)?))?$/

/** The share of an owner as the building writes it: 1,25 %, 12/1000. */
function readShare(fields: Fields, typed: string): string | null {
  const share = fields.name('share', typed, 40, false)
  if (share !== '' && !SHARE.test(share)) fields.refuse('share', 'no_share')
  return share || null
}

/** The same unit twice on one day would be two homes of which one is forgotten. */
export const livesThere = (
  reader: Pick<Store, 'prepare'>,
  { id, ...home }: Record<'id' | 'residentId' | 'unitId', string> & Span,
) =>
  reader
    .prepare(
      `SELECT 1 FROM occupancies WHERE resident_id IN (${ROWS_OF('@residentId')}) AND unit_id = @unitId AND id NOT IN (SELECT value FROM json_each(@rows)) AND deleted_at IS NULL
       AND coalesce(from_date, '') <= coalesce(@to, '9') AND coalesce(to_date, '9') >= coalesce(@from, '') LIMIT 1`,
    )
    .get({ ...home, rows: JSON.stringify(rowsOfHome(reader, id)) }) !== undefined
interface Span {
  from: string | null
  to: string | null
}

/** People and where they live: made and changed at the desk by who may write the directory. */
export function createPersons(deps: ServiceDeps, directory: Pick<Directory, 'unitsMeant'>) {
  const { store } = deps
  const write = createWrite(deps)
  const unitIdOf = (fields: Fields, typed: string): string => {
    const found = directory.unitsMeant(typed)
    if (typed.trim() === '') fields.refuse('unit', 'missing')
    else if (found.length !== 1) fields.refuse('unit', found.length === 0 ? 'no_such_unit' : 'which_tower')
    return found[0] ?? ''
  }
  const readHome = (fields: Fields, residentId: string, home: HomeInput) => {
    const standing = store
      .prepare<{ unit_id: string; resident_id: string }>(
        'SELECT unit_id, resident_id FROM occupancies WHERE id = ? AND deleted_at IS NULL',
      )
      .get(home.id)
    if (standing && personOf(store, standing.resident_id) !== residentId) throw new DeskError('NOT_FOUND')
    // A home is in its unit: another unit is another home.
    const unitId = standing?.unit_id ?? unitIdOf(fields, home.unit)
    const from = fields.dayOrNone('from', home.from)
    const to = fields.dayOrNone('to', home.to)
    if (from !== null && to !== null && to < from) fields.refuse('to', 'ends_before')
    if (unitId !== '' && livesThere(store, { id: home.id, residentId, unitId, from, to }))
      fields.refuse('from', 'lives_there')
    return {
      isNew: standing === undefined,
      unitId,
      facts: {
        kind: home.kind,
        from_date: from,
        to_date: to,
        receives_packages: home.receives ? 1 : 0,
        notified: home.notified ? 1 : 0,
        share: home.kind === 'owner' ? readShare(fields, home.share) : null,
      } as const,
    }
  }

  return {
    /** Makes the person, with their first home, or changes the one of this id. */
    async save(actor: Actor, input: Parsed<'residents.save'>): Promise<Response<'residents.save'>> {
      const read = await phoneReader(deps.place.building.country)
      const fields = createFields()
      const facts = readPerson(fields, read, input)
      const home = input.home && readHome(fields, input.id, input.home)
      fields.done()
      return write(actor, 'residents.save', (record, tx) => {
        const person = tx.get('residents', input.id)
        if (person && person.deleted_at !== null) throw new DeskError('NOT_FOUND')
        if (person) return record.change('residents', input.id, facts)
        record.add('residents', { id: input.id, ...facts, confirmed_on: todayAt(deps) })
        if (home)
          record.add('occupancies', {
            id: input.home!.id,
            resident_id: input.id,
            unit_id: home.unitId,
            ...home.facts,
          })
      })
    },

    /** What is known of them was confirmed by them today. */
    confirm(actor: Actor, { id }: Parsed<'residents.confirm'>): Response<'residents.confirm'> {
      return write(actor, 'residents.confirm', (record) =>
        record.change('residents', id, { confirmed_on: todayAt(deps) }),
      )
    },

    saveHome(actor: Actor, { residentId, ...input }: Parsed<'residents.saveHome'>): Response<'residents.saveHome'> {
      const fields = createFields()
      const home = readHome(fields, residentId, input)
      fields.done()
      return write(actor, 'residents.saveHome', (record) => {
        record.standing('residents', residentId)
        if (home.isNew)
          record.add('occupancies', { id: input.id, resident_id: residentId, unit_id: home.unitId, ...home.facts })
        else for (const id of rowsOfHome(store, input.id)) record.change('occupancies', id, home.facts)
      })
    },
  }
}
