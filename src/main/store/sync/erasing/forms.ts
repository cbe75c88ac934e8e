import { slotsAbout } from '../../../../shared/messaging/slots.ts'
import type { ChangeSet, SyncContext } from '../context.ts'
import { fullNames, holdsName, namesFolded } from '../../fullNames.ts'
import type { Touched } from './touched.ts'

interface Form {
  id: string
  staff: string
  body: string
}

/**
 * Forms and messages to nobody yet that are being written stand among the drafts under made ids: those about a row that is erased
 * go, and those that name the person, by their id or their full name.
 */
export function eraseForms({ sql }: SyncContext, touched: Touched, changes: ChangeSet): void {
  const forms = sql(
    `SELECT conversation_id AS id, staff_id AS staff, body FROM _drafts
     WHERE NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = conversation_id)`,
  ).all() as Form[]
  if (forms.length === 0) return
  const residents = [...(touched.get('residents') ?? [])]
  const slots = new Set([...touched.values()].flatMap((ids) => [...ids].flatMap(slotsAbout)))
  const names = namesFolded(fullNames(sql, residents))
  const isAbout = ({ id, body }: Form): boolean =>
    slots.has(id) || residents.some((resident) => body.includes(resident)) || holdsName(names, body)
  for (const form of forms.filter(isAbout)) {
    sql('DELETE FROM _drafts WHERE conversation_id = ? AND staff_id = ?').run(form.id, form.staff)
    changes.add('_drafts', form.id)
  }
}
