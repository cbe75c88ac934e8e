import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { textsIn } from '../../../shared/text/lists.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { createWrite } from './record.ts'

/** Says that two entries are one person, or that they are not: nothing that stands on them is rewritten. */
export function createMerging(deps: ServiceDeps) {
  const write = createWrite(deps)
  return {
    /** What was merged into `id` before goes along: nobody has to follow more than one pointer. */
    merge(actor: Actor, { id, into }: Parsed<'residents.merge'>): Response<'residents.merge'> {
      return write(actor, 'residents.merge', (record, tx) => {
        const target = record.standing('residents', into)
        const entry = record.standing('residents', id)
        if (id === into || target.merged_into !== null || entry.merged_into !== null) throw new DeskError('NOT_FOUND')
        const along = tx
          .prepare<{ id: string }>('SELECT id FROM residents WHERE merged_into = ? AND deleted_at IS NULL ORDER BY id')
          .all(id)
        for (const one of along) record.change('residents', one.id, { merged_into: into })
        record.change('residents', id, { merged_into: into })
      })
    },

    /** Takes an entry out of its person again, however long ago it was merged. */
    separate(actor: Actor, { id }: Parsed<'residents.separate'>): Response<'residents.separate'> {
      return write(actor, 'residents.separate', (record) => {
        if (record.standing('residents', id).merged_into === null) throw new DeskError('NOT_FOUND')
        record.change('residents', id, { merged_into: null })
      })
    },

    tellApart(actor: Actor, { one, other }: Parsed<'residents.tellApart'>): Response<'residents.tellApart'> {
      return write(actor, 'residents.tellApart', (record) => {
        record.standing('residents', other)
        const apart = textsIn(record.standing('residents', one).distinct_from)
        record.change('residents', one, { distinct_from: JSON.stringify([...new Set([...apart, other])]) })
      })
    },
  }
}
