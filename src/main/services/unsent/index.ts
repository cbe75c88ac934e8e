import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { refusedAct, type RefusedAct } from '../../../shared/contract/sync.ts'
import { PACKAGE_STATUSES, type PackageStatus } from '../../../shared/packages/lifecycle.ts'
import { may } from '../../../shared/staff/permissions.ts'
import { rowRight } from '../../../shared/sync/rowRights.ts'
import type { Refusal, Store } from '../../store/open.ts'
import type { Actor } from '../deps.ts'
import { aboutOf } from './about.ts'
import { mended } from './mended.ts'
import { conversationOf, textsOf } from './written.ts'

const MOST = 200
/** What a person can mend by typing; everything else of a refused act is decided by sending it again or giving it up. */
const EDITABLE: Readonly<Record<string, readonly string[]>> = {
  packages: ['tracking_number', 'note'],
  carrier_rules: ['prefix'],
  units: ['number'],
  residents: ['given_name', 'family_name', 'email'],
  shelves: ['code', 'name'],
  desks: ['name', 'letter'],
  staff: ['display_name'],
  messages: ['body'],
  message_templates: ['shortcut'],
}

/** The acts that the server does not have: those that wait, and those that it refused. */
export function createUnsent(store: Store) {
  const nameOf = (staffId: string): string =>
    store.prepare<{ display_name: string }>('SELECT display_name FROM staff WHERE id = ?').get(staffId)?.display_name ??
    ''
  /** A conversation that began with a refused act is taken back with it. */
  const hereOrNull = (id: string | null): string | null =>
    id !== null && store.prepare('SELECT 1 FROM conversations WHERE id = ? AND deleted_at IS NULL').get(id) ? id : null
  /** A refused act and those that build on it: they are decided together. */
  const groupOf = (item: Refusal): [Refusal, ...Refusal[]] => [item, ...store.unsent.refused.buildingOn(item.id)]
  /** The acts that a decision is about; refused where one of them is not this person's to decide. */
  function decided(actor: Actor, id: string): [Refusal, ...Refusal[]] {
    const item = store.unsent.refused.find(id)
    if (!item) throw new DeskError('NOT_FOUND')
    const group = groupOf(item)
    if (!group.every((act) => mayDecide(act, actor))) throw new DeskError('NOT_ALLOWED')
    return group
  }

  return {
    waiting(): Response<'sync.waiting'> {
      const acts = store.unsent.waiting(MOST).map(({ actorId, ops, ...act }) => ({
        ...act,
        actor: nameOf(actorId),
        ...aboutOf(store, ops),
      }))
      return { acts, total: store.unsent.count() }
    },

    refused(actor: Actor): Response<'sync.refused'> {
      const reads = may(actor.role, 'messages.read')
      const items = store.unsent.refused.list(MOST)
      const acts = items.map((item) => ({
        id: item.id,
        name: item.name,
        at: item.at,
        actor: nameOf(item.actorId),
        ...aboutOf(store, item.ops),
        refusedAt: item.refusedAt,
        code: refusedAct.shape.code.safeParse(item.code).data ?? 'invalid',
        first: firstOf(item),
        detail: [item.message, JSON.stringify(item.detail)].filter((part) => part !== '' && part !== '{}').join(' '),
        causeId: item.causeId,
        dependants: items.filter(({ causeId }) => causeId === item.id).length,
        mayDecide: groupOf(item).every((act) => mayDecide(act, actor)),
        fields: fieldsOf(item, actor),
        texts: reads ? textsOf(item.ops) : [],
        conversationId: reads ? hereOrNull(conversationOf(store, item.ops)) : null,
      }))
      return { acts, total: store.unsent.refused.count() }
    },

    retry(actor: Actor, { id, edits }: Parsed<'sync.retry'>): Response<'sync.retry'> {
      const [item] = decided(actor, id)
      const fields = fieldsOf(item, actor)
      const allowed = edits.flatMap((edit) => {
        const field = fields.find((f) => f.table === edit.table && f.id === edit.id && f.column === edit.column)
        if (!field) throw new DeskError('BAD_REQUEST', { field: edit.column })
        const op = item.ops.find((one) => one.table === edit.table && one.id === edit.id)!
        return { table: op.table, id: edit.id, values: { [edit.column]: mended(op, edit) } }
      })
      return { queued: store.unsent.refused.retry(id, allowed).length }
    },

    discard(actor: Actor, { id }: Parsed<'sync.discard'>): Response<'sync.discard'> {
      // Noted before: an act that is gone must never be without its note.
      for (const { id: act, name, actorId } of decided(actor, id))
        store.audit.note({ what: 'acts.discarded', by: actor.id, detail: { act, name, author: actorId } })
      return { discarded: store.unsent.refused.discard(id) }
    },
  }
}

/** An act is decided by who did it, or by who may write all its rows. One whose rows cannot be read may hold anything. */
function mayDecide({ actorId, ops }: Refusal, { id, role }: Actor): boolean {
  if (actorId === id) return true
  return ops.length === 0 ? may(role, 'staff.write') : ops.every((op) => may(role, rowRight(op)))
}

function fieldsOf({ name, ops, code, actorId }: Refusal, actor: Actor): RefusedAct['fields'] {
  // A step that came second, or a missing right, is not mended by typing.
  if (code !== 'constraint' && code !== 'invalid') return []
  // One text for many people, in rows of their own: it is announced anew.
  if (name === 'messages.announce') return []
  return ops.flatMap(({ table, id, values, op }) =>
    // What a person wrote goes out under their name: nobody else puts words into it.
    op === 'remove' || (table === 'messages' && (actorId !== actor.id || values['body'] === ''))
      ? []
      : (EDITABLE[table] ?? []).flatMap((column) => {
          const value = values[column]
          return typeof value === 'string' ? { table, id, column, value } : []
        }),
  )
}

/** What the server says about who was first. */
function firstOf({ code, detail }: Refusal): RefusedAct['first'] {
  if (code !== 'lifecycle') return null
  const text = (key: string) => (typeof detail[key] === 'string' ? detail[key] : null)
  const status = text('status')
  const at = text('at')
  return {
    by: text('by'),
    at: at !== null && Number.isFinite(Date.parse(at)) ? new Date(at).toISOString() : null,
    to: text('to'),
    status: (PACKAGE_STATUSES as readonly (string | null)[]).includes(status) ? (status as PackageStatus) : null,
    shortNumber: text('short_number'),
    removed: detail['removed'] === true,
  }
}
