import { DeskError } from '../../../shared/contract/errors.ts'
import type { IncidentContents } from '../../../shared/contract/incidents.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import type { Row } from '../../store/schema.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import type { ThreadReader } from '../import/thread.ts'
import { incidentCells, incidentDocument } from './files.ts'
import { readContents } from './read.ts'
import { referenceOf } from './reference.ts'

type Entry = Row<'incidents'> & { by: string }

/** An incident is kept for so long after it was known, by the last that is said of that. */
const KEPT_YEARS = 5
/**
 * On so many days after that the desk must have been used before the incident goes: the clock of a computer is set ahead in a
 * moment, and what is removed does not come back.
 */
const DAYS_OF_USE = 7

const yearsLater = (day: string, years: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() + years)
  return date.toISOString().slice(0, 10)
}

const enteredAt = ({ entries }: Response<'incidents.list'>[number]): string => entries.at(-1)!.at

const contentsOf = (row: Entry): IncidentContents => ({
  information: row.information,
  informationUnknown: row.information_unknown,
  circumstances: row.circumstances,
  happened: row.happened,
  knownOn: row.known_on,
  persons: String(row.persons),
  isEstimated: row.persons_estimated === 1,
  riskFor: row.risk_for,
  riskAgainst: row.risk_against,
  isSerious: row.is_serious === 1,
  commissionOn: row.commission_on ?? '',
  personsOn: row.persons_on ?? '',
  noticesWhy: row.notices_why,
  measures: row.measures,
})

export interface IncidentPorts {
  writer: Pick<ThreadReader, 'write'>
  labels: Pick<LabelMaker, 'document'>
}

/** The register of confidentiality incidents: entries are added and never changed; an incident is removed after its time alone. */
export function createIncidents(deps: ServiceDeps, { writer, labels }: IncidentPorts) {
  const { store, place } = deps
  const all = store.prepare<Entry>(
    `SELECT i.*, s.display_name AS by FROM incidents i JOIN staff s ON s.id = i.actor_id
     WHERE i.deleted_at IS NULL ORDER BY i.at DESC, i.id DESC`,
  )
  const entriesOf = store.prepare<{ id: string; known_on: string }>(
    'SELECT id, known_on FROM incidents WHERE incident_id = ? AND deleted_at IS NULL',
  )
  const daysOfUse = store.prepare<{ days: number }>(
    'SELECT count(DISTINCT substr(at, 1, 10)) AS days FROM _audit WHERE at >= ?',
  )
  const keptUntil = (known: readonly string[]): string => yearsLater(known.toSorted().at(-1)!, KEPT_YEARS)
  const entriesNamed = (incidentId: string) => {
    const entries = entriesOf.all(incidentId)
    if (entries.length === 0) throw new DeskError('NOT_FOUND')
    return entries
  }

  const list = (): Response<'incidents.list'> => {
    const incidents = new Map<string, Response<'incidents.list'>[number]>()
    for (const row of all.all()) {
      const incident = incidents.get(row.incident_id) ?? {
        id: row.incident_id,
        reference: referenceOf(row.incident_id),
        keptUntil: '',
        isOver: false,
        entries: [],
      }
      incident.entries.push({ ...contentsOf(row), id: row.id, at: row.at, by: row.by })
      incidents.set(row.incident_id, incident)
    }
    const today = todayAt(deps)
    for (const incident of incidents.values()) {
      incident.keptUntil = keptUntil(incident.entries.map(({ knownOn }) => knownOn))
      incident.isOver = incident.keptUntil <= today
    }
    return [...incidents.values()].toSorted((one, other) => enteredAt(other).localeCompare(enteredAt(one)))
  }
  return {
    list,

    save(actor: Actor, { incidentId, ...typed }: Parsed<'incidents.save'>): Response<'incidents.save'> {
      if (incidentId !== null) entriesNamed(incidentId)
      const facts = readContents(typed, todayAt(deps))
      const name = incidentId === null ? 'incidents.entered' : 'incidents.corrected'
      const { actId } = store.transact(name, { staffId: actor.id }, (tx) => {
        tx.insert('incidents', {
          ...facts,
          act_id: tx.actId,
          incident_id: incidentId ?? tx.actId,
          actor_id: actor.id,
          desk_id: place.desk.id,
          at: tx.at,
          proved_by: actor.proof ?? null,
        })
      })
      return { actId }
    },

    remove(actor: Actor, { incidentId }: Parsed<'incidents.remove'>): Response<'incidents.remove'> {
      const entries = entriesNamed(incidentId)
      const until = keptUntil(entries.map(({ known_on }) => known_on))
      if (until > todayAt(deps)) throw new DeskError('STILL_KEPT', { until })
      if (daysOfUse.get(until)!.days < DAYS_OF_USE) throw new DeskError('DATE_UNPROVEN')
      const { actId } = store.transact('incidents.removed', { staffId: actor.id }, (tx) => {
        for (const { id } of entries) tx.remove('incidents', id)
      })
      return { actId }
    },

    async export(
      actor: Actor,
      { format, language }: Parsed<'incidents.export'>,
    ): Promise<Response<'incidents.export'>> {
      const incidents = list()
      const name = `incidents-${todayAt(deps)}`
      store.audit.note({ what: 'export.incidents', by: actor.id, detail: { rows: incidents.length, format } })
      if (format !== 'pdf')
        return await writer.write(name, incidentCells(incidents, language, place.building.timezone), format)
      return {
        name: `${name}.pdf`,
        type: 'application/pdf',
        bytes: await labels.document(incidentDocument(incidents, language, place.building)),
      }
    },
  }
}
