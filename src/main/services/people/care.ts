import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { dayAfter } from '../../../shared/people/dates.ts'
import { isPast } from '../../../shared/people/home.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import type { Store, Tx } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { createFields } from './fields.ts'
import { createWrite, type Recorder } from './record.ts'

const NAME_MOST = 200
const NOTE_MOST = 500

/** Ends what has begun with yesterday, and removes what has not. */
function end(record: Recorder, table: 'absences' | 'authorisations', id: string, today: string): void {
  const row = record.standing(table, id)
  if (isPast({ from: row.from_date, to: row.to_date }, today)) throw new DeskError('NOT_FOUND')
  if (row.from_date === null || row.from_date < today) record.change(table, row.id, { to_date: dayAfter(today, -1) })
  else record.remove(table, row.id)
}

/** Another absence of the person in these days. */
const overlapping = (reader: Pick<Store, 'prepare'>, residentId: string, id: string, from: string, to: string) =>
  reader
    .prepare(
      `SELECT 1 FROM absences WHERE resident_id IN (${ROWS_OF('@residentId')}) AND id <> @id AND deleted_at IS NULL
       AND from_date <= @to AND to_date >= @from LIMIT 1`,
    )
    .get({ residentId, id, from, to }) !== undefined

/** When people are away and who collects for them: made, changed and ended at the desk. */
export function createCare(deps: ServiceDeps) {
  const { store } = deps
  const write = createWrite(deps)
  /** The row to change, which is this person's; undefined for a new one. */
  const theirs = (record: Recorder, tx: Tx, table: 'absences' | 'authorisations', id: string, residentId: string) => {
    record.standing('residents', residentId)
    const row = tx.get(table, id)
    if (row && (row.deleted_at !== null || personOf(tx, row.resident_id) !== residentId))
      throw new DeskError('NOT_FOUND')
    return row
  }

  return {
    saveAbsence(actor: Actor, input: Parsed<'residents.saveAbsence'>): Response<'residents.saveAbsence'> {
      const { id, residentId, kind } = input
      const fields = createFields()
      const from = fields.day('from', input.from)
      const to = fields.day('to', input.to)
      const note = fields.note('note', input.note, NOTE_MOST)
      if (to < from) fields.refuse('to', 'ends_before')
      if (to < todayAt(deps)) fields.refuse('to', 'is_past')
      if (overlapping(store, residentId, id, from, to)) fields.refuse('from', 'overlaps')
      fields.done()
      return write(actor, 'residents.saveAbsence', (record, tx) => {
        const facts = { kind, from_date: from, to_date: to, note }
        if (theirs(record, tx, 'absences', id, residentId)) record.change('absences', id, facts)
        else record.add('absences', { id, resident_id: residentId, ...facts })
      })
    },

    endAbsence(actor: Actor, { id }: Parsed<'residents.endAbsence'>): Response<'residents.endAbsence'> {
      return write(actor, 'residents.endAbsence', (record) => end(record, 'absences', id, todayAt(deps)))
    },

    saveAuthorisation(
      actor: Actor,
      input: Parsed<'residents.saveAuthorisation'>,
    ): Response<'residents.saveAuthorisation'> {
      const { id, residentId } = input
      const fields = createFields()
      const name = fields.name('name', input.name, NAME_MOST)
      const note = fields.note('note', input.note, NOTE_MOST)
      const from = fields.dayOrNone('from', input.from)
      const to = fields.dayOrNone('to', input.to)
      if (from !== null && to !== null && to < from) fields.refuse('to', 'ends_before')
      if (to !== null && to < todayAt(deps)) fields.refuse('to', 'is_past')
      fields.done()
      return write(actor, 'residents.saveAuthorisation', (record, tx) => {
        const facts = { name, note, from_date: from, to_date: to }
        if (theirs(record, tx, 'authorisations', id, residentId)) record.change('authorisations', id, facts)
        else record.add('authorisations', { id, resident_id: residentId, ...facts })
      })
    },

    endAuthorisation(
      actor: Actor,
      { id }: Parsed<'residents.endAuthorisation'>,
    ): Response<'residents.endAuthorisation'> {
      return write(actor, 'residents.endAuthorisation', (record) => end(record, 'authorisations', id, todayAt(deps)))
    },
  }
}
