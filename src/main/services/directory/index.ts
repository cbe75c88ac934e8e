import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { AddresseeSuggestion } from '../../../shared/contract/scan.ts'
import { careOf, type Care } from '../../../shared/packages/care.ts'
import { fold, words } from '../../../shared/text/fold.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import type { ServiceDeps } from '../deps.ts'
import { personName, WAITING } from '../packages/rows.ts'
import { matchLabel, type LabelNames } from './label.ts'
import { createPhones } from './phones.ts'
import { scoreEntry, tokensOf, type Entry } from './rank.ts'

const TABLES = ['units', 'residents', 'occupancies', 'absences']

interface PersonRecord {
  resident_id: string
  given_name: string
  family_name: string
  aliases: string
  language: 'fr' | 'en'
  unit_id: string | null
  unit_number: string | null
  kind: 'owner' | 'tenant' | 'occupant' | null
  from_date: string | null
  to_date: string | null
  receives_packages: number | null
}

/**
 * People and units kept in memory under their folded names: a building has thousands, not millions, and a scan
 * of them answers faster than an index would. Read again when one of its tables changed.
 */
export function createDirectory({ store, ports, place }: ServiceDeps) {
  let entries: Entry[] | null = null
  const phones = createPhones(store)
  let day = ''
  const stop = store.onChange(({ tables }) => {
    if (TABLES.some((table) => tables[table])) entries = null
    if (tables['residents']) phones.forget()
  })

  const read = (today: string): Entry[] => {
    const absences = new Map<string, AddresseeHit['absence']>()
    for (const row of store
      .prepare(
        'SELECT resident_id, kind, to_date, note FROM absences WHERE deleted_at IS NULL AND from_date <= @today AND to_date >= @today',
      )
      .all({ today }) as { resident_id: string; kind: 'hold' | 'forward'; to_date: string; note: string }[]) {
      absences.set(row.resident_id, { kind: row.kind, to: row.to_date, note: row.note })
    }
    const people = store
      .prepare(
        `SELECT r.id AS resident_id, r.given_name, r.family_name, r.aliases, r.language, u.id AS unit_id, u.number AS unit_number, o.kind, o.from_date, o.to_date, o.receives_packages
         FROM residents r LEFT JOIN occupancies o ON o.resident_id = r.id AND o.deleted_at IS NULL
         LEFT JOIN units u ON u.id = o.unit_id AND u.deleted_at IS NULL
         WHERE r.deleted_at IS NULL ORDER BY r.family_name, r.given_name, u.number`,
      )
      .all() as PersonRecord[]
    const persons = people.map((row): Entry => {
      const name = personName(row.given_name, row.family_name)
      const aliases = JSON.parse(row.aliases) as string[]
      return {
        residentId: row.resident_id,
        unitId: row.unit_id,
        name,
        unitNumber: row.unit_number,
        kind: row.kind ?? 'occupant',
        former: row.unit_id === null || (row.to_date !== null && row.to_date < today),
        receives: row.receives_packages !== 0,
        vacant: false,
        language: row.language,
        absence: absences.get(row.resident_id) ?? null,
        nameWords: words(name),
        aliases: aliases.map((alias) => ({ alias, words: words(alias) })),
        unitKey: row.unit_number ? fold(row.unit_number) : '',
      }
    })
    const livedIn = new Set(
      people
        .filter((row) => row.receives_packages === 1)
        .filter((row) => (row.from_date ?? today) <= today && (row.to_date ?? today) >= today)
        .map((row) => row.unit_id),
    )
    const units = store
      .prepare('SELECT id, number FROM units WHERE deleted_at IS NULL ORDER BY CAST(number AS INTEGER), number')
      .all() as { id: string; number: string }[]
    return [
      ...persons,
      ...units.map((unit): Entry => ({
        residentId: null,
        unitId: unit.id,
        name: '',
        unitNumber: unit.number,
        kind: 'unit',
        former: false,
        receives: true,
        vacant: !livedIn.has(unit.id),
        language: null,
        absence: null,
        nameWords: [],
        aliases: [],
        unitKey: fold(unit.number),
      })),
    ]
  }

  const all = (): Entry[] => {
    const today = dateIn(place.building.timezone, ports.now())
    if (!entries || day !== today) {
      entries = read(today)
      day = today
    }
    return entries
  }

  const ranked = (text: string): { entry: Entry; score: number; alias: string | null }[] => {
    const tokens = tokensOf(text)
    if (tokens.length === 0) return []
    const matching = (forgiving: boolean) => {
      const hits = []
      for (const entry of all()) {
        const match = scoreEntry(entry, tokens, forgiving)
        if (match) hits.push({ entry, score: match.score, alias: match.alias })
      }
      return hits
    }
    const exact = matching(false)
    const hits = exact.length > 0 ? exact : matching(true)
    // The entries stand in order of name, and the sort is stable: equal scores stay alphabetical.
    return hits.toSorted((a, b) => b.score - a.score)
  }

  const waitingFor = (entry: Entry): number => {
    const [column, id] = entry.residentId ? ['resident_id', entry.residentId] : ['unit_id', entry.unitId]
    return (
      store.prepare(`SELECT count(*) AS n FROM packages p WHERE p.${column} = ? AND ${WAITING}`).get(id!) as {
        n: number
      }
    ).n
  }

  const toHit = (entry: Entry, alias: string | null): AddresseeHit => ({
    residentId: entry.residentId,
    unitId: entry.unitId,
    name: entry.name,
    unitNumber: entry.unitNumber,
    kind: entry.kind,
    former: entry.former,
    receives: entry.receives,
    vacant: entry.vacant,
    language: entry.language,
    matchedAlias: alias,
    absence: entry.absence,
    waiting: waitingFor(entry),
  })

  const byPhone = (text: string): AddresseeHit[] =>
    phones.find(text).flatMap(({ residentId, phone }) =>
      all()
        .filter((entry) => entry.residentId === residentId)
        .map((entry) => ({ ...toHit(entry, null), matchedPhone: phone })),
    )

  return {
    /** Addressees as typed: unit, name, alias, in any order, accents ignored, best first; then by telephone. */
    search: (text: string, limit: number): AddresseeHit[] => {
      const hits = ranked(text)
        .slice(0, limit)
        .map(({ entry, alias }) => toHit(entry, alias))
      return hits.length < limit ? [...hits, ...byPhone(text)].slice(0, limit) : hits
    },

    /** Whom a carrier's label means, by the unit and the name that it prints. */
    matchLabel(label: LabelNames): AddresseeSuggestion | null {
      const found = matchLabel(all(), label)
      if (!found) return null
      return { hit: toHit(found.entry, found.alias), confidence: found.confidence, why: found.why }
    },

    /** People by name, or those that match a text. */
    list(text: string, offset: number, limit: number): { rows: AddresseeHit[]; total: number } {
      const people = text.trim()
        ? ranked(text).filter(({ entry }) => entry.residentId !== null)
        : all()
            .filter((entry) => entry.residentId !== null)
            .map((entry) => ({ entry, alias: null }))
      return {
        rows: people.slice(offset, offset + limit).map(({ entry, alias }) => toHit(entry, alias)),
        total: people.length,
      }
    },

    /** What the desk has to know today of the one whom a parcel is for; null: nothing, or nobody is named. */
    care({ unitId, residentId }: Pick<AddresseeHit, 'unitId' | 'residentId'>): Care | null {
      if (!unitId && !residentId) return null
      const mine = all().filter((entry) => entry.residentId === residentId)
      const entry = mine.find((one) => one.unitId === unitId)
      if (entry) return careOf(entry)
      // The parcel names a unit that is no longer theirs.
      return residentId && unitId && mine.length > 0 ? careOf({ ...mine[0]!, former: true }) : null
    },

    /** Ids behind a text, for filtering lists: all of them, so that a list never leaves anyone out unsaid. */
    idsMatching(text: string): { residentIds: string[]; unitIds: string[] } {
      const hits = ranked(text)
      return {
        residentIds: [...new Set(hits.flatMap(({ entry }) => (entry.residentId ? [entry.residentId] : [])))],
        unitIds: hits.flatMap(({ entry }) => (entry.kind === 'unit' && entry.unitId ? [entry.unitId] : [])),
      }
    },

    /** The unit of a number, or while it is being typed those that begin so. */
    unitIds(number: string): string[] {
      const key = fold(number.trim())
      const units = all().filter(({ kind }) => kind === 'unit')
      const exact = units.filter(({ unitKey }) => unitKey === key)
      return (exact.length > 0 ? exact : units.filter(({ unitKey }) => unitKey.startsWith(key))).map(
        ({ unitId }) => unitId!,
      )
    },

    [Symbol.dispose]: stop,
  }
}

export type Directory = ReturnType<typeof createDirectory>
