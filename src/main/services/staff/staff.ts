import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import type { Role } from '../../../shared/staff/permissions.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Store } from '../../store/open.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { ordersOf } from '../order.ts'
import { createFields } from '../people/fields.ts'
import { createWrite } from '../people/record.ts'

const NAME_MOST = 200

interface Member {
  id: string
  name: string
  role: Role
  active: number
  account: number
}

const everybody = (store: Pick<Store, 'prepare'>): Member[] =>
  store
    .prepare<Member>(
      `SELECT id, display_name AS name, role, active, user_id IS NOT NULL AS account FROM staff WHERE deleted_at IS NULL`,
    )
    .all()

/** Who works here: made, changed and deactivated by an administrator. Nobody is ever erased: what they signed keeps their name. */
export function createStaff(deps: ServiceDeps) {
  const { store, place } = deps
  const order = ordersOf(place)
  const write = createWrite(deps)
  return {
    /** Who works here first, then who did. */
    list: (): Response<'staff.list'> =>
      everybody(store)
        .map(({ active, account, ...one }) => ({ ...one, active: active === 1, hasAccount: account === 1 }))
        .toSorted((a, b) => Number(b.active) - Number(a.active) || order.texts(a.name, b.name)),

    /** Makes somebody, or changes the one of this id. */
    save(actor: Actor, input: Parsed<'staff.save'>): Response<'staff.save'> {
      const fields = createFields()
      const name = fields.name('name', input.name, NAME_MOST)
      const folded = fold(name)
      if (
        input.active &&
        everybody(store).some((one) => one.active === 1 && one.id !== input.id && fold(one.name) === folded)
      )
        fields.refuse('name', 'name_taken')
      fields.done()
      const facts = { display_name: name, role: input.role, active: input.active ? 1 : 0 }
      return write(actor, 'staff.save', (record, tx) => {
        const standing = tx.get('staff', input.id)
        if (standing && standing.deleted_at !== null) throw new DeskError('NOT_FOUND')
        if (standing) record.change('staff', input.id, facts)
        else record.add('staff', { id: input.id, user_id: null, ...facts })
      })
    },
  }
}
