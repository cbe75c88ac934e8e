import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { isLent } from '../../../shared/people/kinds.ts'
import type { Store } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import { personOf } from '../merged.ts'
import { createFields } from './fields.ts'
import { createWrite } from './record.ts'

const NAME_MOST = 200
const NOTE_MOST = 1000

/** A fob of this number that somebody has: there is one of each number. */
const isOut = (reader: Pick<Store, 'prepare'>, id: string, name: string) =>
  reader
    .prepare(
      `SELECT 1 FROM belongings WHERE kind = 'fob' AND name = @name COLLATE NOCASE AND id <> @id AND deleted_at IS NULL
       AND to_date IS NULL LIMIT 1`,
    )
    .get({ id, name }) !== undefined

/** What goes with people: vehicles, fobs and keys lent, pets, storage. */
export function createBelongings(deps: ServiceDeps) {
  const write = createWrite(deps)
  return {
    save(actor: Actor, input: Parsed<'residents.saveBelonging'>): Response<'residents.saveBelonging'> {
      const { id, residentId, kind } = input
      const fields = createFields()
      const name = fields.name('name', input.name, NAME_MOST)
      const place = fields.name('place', input.place, NAME_MOST, false)
      const note = fields.note('note', input.note, NOTE_MOST)
      const from = isLent(kind) ? fields.dayOrNone('from', input.from) : null
      const to = isLent(kind) ? fields.dayOrNone('to', input.to) : null
      if (from !== null && to !== null && to < from) fields.refuse('to', 'ends_before')
      if (kind === 'fob' && to === null && isOut(deps.store, id, name)) fields.refuse('name', 'lent_already')
      fields.done()
      return write(actor, 'residents.saveBelonging', (record, tx) => {
        record.standing('residents', residentId)
        const facts = { kind, name, place, note, from_date: from, to_date: to }
        const row = tx.get('belongings', id)
        if (row && (row.deleted_at !== null || personOf(tx, row.resident_id) !== residentId))
          throw new DeskError('NOT_FOUND')
        if (row) record.change('belongings', id, facts)
        else record.add('belongings', { id, resident_id: residentId, ...facts })
      })
    },

    /** What was lent came back today; anything else is theirs no longer. */
    end(actor: Actor, { id }: Parsed<'residents.endBelonging'>): Response<'residents.endBelonging'> {
      return write(actor, 'residents.endBelonging', (record) => {
        const row = record.standing('belongings', id)
        if (!isLent(row.kind)) return record.remove('belongings', id)
        if (row.to_date !== null) throw new DeskError('NOT_FOUND')
        record.change('belongings', id, { to_date: todayAt(deps) })
      })
    },
  }
}
