import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { BUILDING_SETTINGS } from '../../../shared/settings/list.ts'
import { readValue } from '../../../shared/settings/shapes.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { createFields } from '../people/fields.ts'
import { createWrite } from '../people/record.ts'
import { readRules } from './read.ts'

const DESK_NAME_MOST = 60
const LETTER = /^[A-Z]{1,2}$/

/** The settings of the building and of its desks, changed one by one by who may, each with its event. */
export function createRules(deps: ServiceDeps) {
  const { store, place } = deps
  const write = createWrite(deps)
  const holderOf = store.prepare<{ id: string }>('SELECT id FROM desks WHERE letter = ? AND deleted_at IS NULL')
  return {
    get: () => readRules(deps),

    save(actor: Actor, { key, value }: Parsed<'settings.save'>): Response<'settings.save'> {
      const { shape } = BUILDING_SETTINGS[key]
      const fields = createFields()
      const typed =
        shape.kind !== 'text'
          ? value
          : 'lines' in shape
            ? fields.note('value', value, shape.most)
            : fields.name('value', value, shape.most, shape.isNeeded)
      const reading = readValue(shape, typed)
      if ('problem' in reading) fields.refuse('value', reading.problem)
      fields.done()
      return write(actor, 'settings.save', (record) => {
        if ('value' in reading) record.change('buildings', place.building.id, { [key]: reading.value })
      })
    },

    saveDesk(actor: Actor, { id, ...typed }: Parsed<'desks.save'>): Response<'desks.save'> {
      const fields = createFields()
      const name = fields.name('name', typed.name, DESK_NAME_MOST)
      const letter = typed.letter.trim().toUpperCase()
      if (!LETTER.test(letter)) fields.refuse('letter', 'no_letter')
      else if ((holderOf.get(letter)?.id ?? id) !== id) fields.refuse('letter', 'letter_taken')
      fields.done()
      return write(actor, 'desks.save', (record) => record.change('desks', id, { name, letter }))
    },
  }
}
