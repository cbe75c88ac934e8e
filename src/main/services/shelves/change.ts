import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { CAPACITY_MOST } from '../../../shared/packages/shelfSizes.ts'
import { readShelfCode, readShelfCodes } from '../../../shared/text/shelfCodes.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { createFields, type Fields } from '../people/fields.ts'
import { createWrite } from '../people/record.ts'
import { WAITING } from '../parcel/rows.ts'

const NAME_MOST = 60

/** How many parcels a shelf holds: a number, or nothing. */
function readCapacity(fields: Fields, typed: string): number | null {
  const text = typed.trim()
  if (text === '') return null
  const capacity = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (capacity < 1 || capacity > CAPACITY_MOST) fields.refuse('capacity', 'no_count')
  return capacity
}

/** Shelves made, renamed and taken away by who may write the directory. */
export function createShelves(deps: ServiceDeps) {
  const { store } = deps
  const write = createWrite(deps)
  const holderOf = store.prepare<{ id: string }>('SELECT id FROM shelves WHERE code = ? AND deleted_at IS NULL')
  const waitingOn = store.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM packages p WHERE p.shelf_id = ? AND ${WAITING}`,
  )
  const read = (typed: string) => {
    const { codes, problems } = readShelfCodes(typed)
    const isThere = (code: string): boolean => holderOf.get(code) !== undefined
    return { codes: codes.filter((code) => !isThere(code)), existing: codes.filter(isThere), problems }
  }

  return {
    preview: ({ text }: Parsed<'shelves.preview'>): Response<'shelves.preview'> => read(text),

    add(actor: Actor, { text }: Parsed<'shelves.add'>): Response<'shelves.add'> {
      const { codes, existing } = read(text)
      const fields = createFields()
      if (codes.length === 0) fields.refuse('text', existing.length > 0 ? 'shelf_taken' : 'missing')
      fields.done()
      const done = write(actor, 'shelves.add', (record) => {
        for (const code of codes) record.add('shelves', { code, name: '' })
      })
      return { ...done, added: codes.length, first: codes[0]!, last: codes.at(-1)! }
    },

    save(actor: Actor, { id, ...typed }: Parsed<'shelves.save'>): Response<'shelves.save'> {
      const fields = createFields()
      const code = readShelfCode(typed.code)
      if (code === null) fields.refuse('code', typed.code.trim() === '' ? 'missing' : 'no_shelf_code')
      else if ((holderOf.get(code)?.id ?? id) !== id) fields.refuse('code', 'shelf_taken')
      const name = fields.name('name', typed.name, NAME_MOST, false)
      const capacity = readCapacity(fields, typed.capacity)
      fields.done()
      return write(actor, 'shelves.save', (record) =>
        record.change('shelves', id, { code: code ?? '', name, capacity, takes: typed.takes }),
      )
    },

    remove(actor: Actor, { id }: Parsed<'shelves.remove'>): Response<'shelves.remove'> {
      const parcels = waitingOn.get(id)?.n ?? 0
      if (parcels > 0) throw new DeskError('SHELF_IN_USE', { parcels })
      return write(actor, 'shelves.remove', (record) => record.remove('shelves', id))
    },
  }
}
