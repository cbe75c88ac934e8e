import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { Store } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { createFields } from '../people/fields.ts'
import { createWrite } from '../people/record.ts'
import { readFloor, readNumber, readTower } from './fields.ts'
import { readRanges } from './ranges.ts'

const NOTE_MOST = 1000

/** What stands on a unit: while there is any of it, the unit stays. */
function standingOn(
  reader: Pick<Store, 'prepare'>,
  unitId: string,
): Record<'homes' | 'parcels' | 'conversations', number> {
  const count = (table: string) => `(SELECT count(*) FROM ${table} WHERE unit_id = @unitId AND deleted_at IS NULL)`
  return reader
    .prepare<Record<'homes' | 'parcels' | 'conversations', number>>(
      `SELECT ${count('occupancies')} AS homes, ${count('packages')} AS parcels, ${count('conversations')} AS conversations`,
    )
    .get({ unitId })!
}

/** Units made, changed and taken away by who may write the directory. */
export function createUnits(deps: ServiceDeps) {
  const { store } = deps
  const write = createWrite(deps)
  return {
    preview(input: Parsed<'units.preview'>): Response<'units.preview'> {
      const fields = createFields()
      const { fresh, existing, groups, problems } = readRanges(store, fields, input)
      fields.done()
      return { groups, count: fresh.length, existing, problems }
    },

    add(actor: Actor, input: Parsed<'units.add'>): Response<'units.add'> {
      const fields = createFields()
      const { fresh, existing } = readRanges(store, fields, input)
      if (fresh.length === 0) fields.refuse('text', existing.length > 0 ? 'unit_taken' : 'missing')
      fields.done()
      const done = write(actor, 'units.add', (record) => {
        for (const unit of fresh) record.add('units', { ...unit, kind: input.kind })
      })
      return {
        ...done,
        added: fresh.length,
        existing: existing.length,
        first: fresh[0]!.number,
        last: fresh.at(-1)!.number,
      }
    },

    save(actor: Actor, input: Parsed<'units.save'>): Response<'units.save'> {
      const fields = createFields()
      const facts = {
        number: readNumber(fields, input.number),
        floor: readFloor(fields, input.floor),
        tower: readTower(fields, input.tower),
        kind: input.kind,
        notice_rule: input.noticeRule,
        note: fields.note('note', input.note, NOTE_MOST),
      }
      const taken = store
        .prepare(
          `SELECT 1 FROM units WHERE number = @number AND coalesce(tower, '') = @tower AND id <> @id AND deleted_at IS NULL`,
        )
        .get({ number: facts.number, tower: facts.tower ?? '', id: input.id })
      if (taken !== undefined) fields.refuse('number', 'unit_taken')
      fields.done()
      return write(actor, 'units.save', (record) => record.change('units', input.id, facts))
    },

    remove(actor: Actor, { id }: Parsed<'units.remove'>): Response<'units.remove'> {
      const standing = standingOn(store, id)
      if (Object.values(standing).some((count) => count > 0)) throw new DeskError('UNIT_IN_USE', standing)
      return write(actor, 'units.remove', (record) => record.remove('units', id))
    },
  }
}
