import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { AddresseeSuggestion } from '../../../shared/contract/scan.ts'
import { careOf, type Care } from '../../../shared/packages/care.ts'
import { createUnitIndex, type UnitIndex } from '../../../shared/text/units.ts'
import type { ServiceDeps } from '../deps.ts'
import { WAITING_FOR, WAITING_IN } from '../parcel/rows.ts'
import type { Entry } from './entry.ts'
import { todayAt } from './homes.ts'
import { matchLabel } from './label.ts'
import { readPeople } from './people.ts'
import { createBelongingIndex } from './belongings.ts'
import { createCollectors } from './collectors.ts'
import { createPhones } from './phones.ts'
import { readTyped, scoreTyped } from './rank.ts'

const TABLES = ['buildings', 'units', 'residents', 'occupancies', 'absences']

interface Known {
  day: string
  entries: Entry[]
  /** The entries of each person; under null those of the units. */
  entriesOf: ReadonlyMap<string | null, Entry[]>
  units: UnitIndex
  unitIds: string[]
  unitNames: ReadonlyMap<string, string>
}

/**
 * People and units kept in memory under their folded names: a building has thousands, not millions, and a scan
 * of them answers faster than an index would. Read again when one of its tables changed.
 */
export function createDirectory({ store, ports, place }: ServiceDeps) {
  let known: Known | null = null
  const phones = createPhones(store)
  const collectors = createCollectors(store)
  const belongings = createBelongingIndex(store)
  const stop = store.onChange(({ tables }) => {
    if (TABLES.some((table) => tables[table])) known = null
    if (tables['residents']) phones.forget()
    if (tables['authorisations']) collectors.forget()
    if (tables['belongings'] || tables['residents']) belongings.forget()
  })

  const all = (): Known => {
    const today = todayAt({ ports, place })
    if (known?.day === today) return known
    const { entries, units } = readPeople(store, place.building, today)
    known = {
      day: today,
      entries,
      entriesOf: grouped(entries),
      units: createUnitIndex(units),
      unitIds: units.map(({ id }) => id),
      unitNames: new Map(units.map(({ id, name }) => [id, name])),
    }
    return known
  }

  const ranked = (text: string): { entry: Entry; score: number; alias: string | null }[] => {
    const { entries, units } = all()
    const typed = readTyped(text, units)
    if (typed.readings[0]?.length === 0) return []
    const matching = (forgiving: boolean) => {
      const hits = []
      for (const entry of entries) {
        const match = scoreTyped(entry, typed, forgiving)
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
    const [condition, id] = entry.residentId ? [WAITING_FOR('?'), entry.residentId] : [WAITING_IN('?'), entry.unitId]
    return store.prepare<{ n: number }>(`SELECT count(*) AS n FROM packages p WHERE ${condition}`).get(id!)!.n
  }

  const toHit = ({ entry, alias }: { entry: Entry; alias: string | null }): AddresseeHit => ({
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
      (all().entriesOf.get(residentId) ?? []).map((entry) => ({
        ...toHit({ entry, alias: null }),
        matchedPhone: phone,
      })),
    )

  return {
    /** Addressees as typed: unit, name, alias, in any order, accents ignored, best first; then by telephone. */
    search: (text: string, limit: number): AddresseeHit[] => {
      const hits = ranked(text).slice(0, limit).map(toHit)
      return hits.length < limit ? [...hits, ...byPhone(text)].slice(0, limit) : hits
    },

    /** People for whom somebody of that name may collect. */
    collectedBy: (text: string): AddresseeHit[] =>
      collectors
        .find(text, todayAt({ ports, place }))
        .flatMap(({ residentId, name }) =>
          (all().entriesOf.get(residentId) ?? [])
            .filter(({ former }) => !former)
            .map((entry) => ({ ...toHit({ entry, alias: null }), matchedCollector: name })),
        ),

    /** People by what goes with them: a plate, a fob. */
    having: (text: string): AddresseeHit[] =>
      belongings
        .find(text)
        .flatMap(({ residentId, belonging }) =>
          (all().entriesOf.get(residentId) ?? [])
            .slice(0, 1)
            .map((entry) => ({ ...toHit({ entry, alias: null }), matchedBelonging: belonging })),
        ),

    /** The building's own unit that a printed number means, as the building writes it; null when it has none such. */
    unitNamed: (text: string): string | null => {
      const { units, unitNames } = all()
      return unitNames.get(units.named(text)?.id ?? '') ?? null
    },

    /** The ids of the units that a typed number means: several where towers share it. */
    unitsMeant: (text: string): string[] =>
      all()
        .units.meant(text)
        .map(({ id }) => id),

    /** Whom a carrier's label means, by the unit and the name that it prints. */
    matchLabel({ name, unit }: { name: string | null; unit: string | null }): AddresseeSuggestion | null {
      const { entries, units } = all()
      const found = matchLabel(entries, { name, unitId: unit === null ? null : (units.named(unit)?.id ?? null) })
      if (!found) return null
      const { best, others, confidence, why } = found
      return { hit: toHit(best), others: others.map(toHit), confidence, why }
    },

    /** People by name, or those that match a text. */
    list(text: string, offset: number, limit: number): { rows: AddresseeHit[]; total: number } {
      const hits = text.trim() ? ranked(text) : all().entries.map((entry) => ({ entry, alias: null }))
      const people = hits.filter(({ entry }) => entry.residentId !== null)
      return { rows: people.slice(offset, offset + limit).map(toHit), total: people.length }
    },

    /** What the desk has to know today of the one whom a parcel is for; null: nothing, or nobody is named. */
    care({ unitId, residentId }: Pick<AddresseeHit, 'unitId' | 'residentId'>): Care | null {
      if (!unitId && !residentId) return null
      const mine = all().entriesOf.get(residentId) ?? []
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

    /** The unit of a number, however it is written, or while it is being typed those that begin so. */
    unitIds: (number: string): string[] =>
      all()
        .units.find(number)
        .map(({ id }) => id),

    /** Every unit in the order in which people count. */
    unitsInOrder: (): readonly string[] => all().unitIds,

    [Symbol.dispose]: stop,
  }
}

function grouped(entries: readonly Entry[]): Map<string | null, Entry[]> {
  const groups = new Map<string | null, Entry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.residentId)
    if (group) group.push(entry)
    else groups.set(entry.residentId, [entry])
  }
  return groups
}

export type Directory = ReturnType<typeof createDirectory>
