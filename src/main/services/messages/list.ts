import type { Conversation, ConversationPage, MessageCounts } from '../../../shared/messaging/schema.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { ROWS_OF } from '../merged.ts'
import { refuse } from './refuse.ts'
import type { ConversationRecord, MessageRows } from './rows.ts'
import { unitName } from '../sql.ts'

/** A snooze that has run out is open again, without anybody writing so. */
const STATUS = `CASE WHEN c.status = 'snoozed' AND c.snoozed_until <= @now THEN 'open' ELSE c.status END`
const FROM = `
  FROM _conversation_heads h JOIN conversations c ON c.id = h.conversation_id AND c.deleted_at IS NULL
  LEFT JOIN conversation_participants p ON p.conversation_id = c.id AND p.staff_id = @me`
/** Something unread that asks for attention: what is closed or put off does not. The badge counts what the list shows. */
const UNREAD = `(${STATUS} = 'open' AND h.resident_at > coalesce(p.last_read_at, @since))`
const COLUMNS = `
  c.id, c.subject, ${STATUS} AS status, c.snoozed_until, c.assignee_id, a.display_name AS assignee_name, c.unit_id,
  ${unitName('u')} AS unit_number, c.package_id, k.short_number, k.carrier, k.status AS package_status, h.last_id, p.last_read_at,
  EXISTS (SELECT 1 FROM _drafts d WHERE d.conversation_id = c.id AND d.staff_id = @me) AS draft`
const JOINS = `
  LEFT JOIN staff a ON a.id = c.assignee_id LEFT JOIN units u ON u.id = c.unit_id LEFT JOIN packages k ON k.id = c.package_id`

type Filter = Parsed<'messages.conversations'>['filter']

function conditions(filter: Filter, me: string): { where: string; params: Record<string, string> } {
  const parts: string[] = []
  const params: Record<string, string> = {}
  const add = (sql: string, name?: string, value?: string) => {
    parts.push(sql)
    if (name !== undefined && value !== undefined) params[name] = value
  }
  if (filter.status) add(`${STATUS} = @status`, 'status', filter.status)
  if (filter.assignee === 'nobody') add('c.assignee_id IS NULL')
  else if (filter.assignee)
    add('c.assignee_id = @assignee', 'assignee', filter.assignee === 'me' ? me : filter.assignee)
  if (filter.unread) add(UNREAD)
  if (filter.residentId)
    add(
      `c.id IN (SELECT conversation_id FROM conversation_participants WHERE resident_id IN (${ROWS_OF('@resident')}) AND deleted_at IS NULL)`,
      'resident',
      filter.residentId,
    )
  if (filter.unitId) add('c.unit_id = @unit', 'unit', filter.unitId)
  if (filter.packageId) add('c.package_id = @package', 'package', filter.packageId)
  return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', params }
}

/** Conversations as lists show them: only the window that is asked for. */
export function createConversationList(
  { store, ports }: ServiceDeps,
  rows: MessageRows,
  length: (id: string) => number,
) {
  const base = (actor: Actor) => ({ me: actor.id, now: ports.now().toISOString(), since: rows.readSince(actor) })

  function record(actor: Actor, id: string): ConversationRecord {
    return (
      store
        .prepare<ConversationRecord>(`SELECT ${COLUMNS} ${FROM} ${JOINS} WHERE c.id = @id`)
        .get({ ...base(actor), id }) ?? refuse('NOT_FOUND')
    )
  }

  return {
    record,
    page(actor: Actor, { filter, sort, offset, limit }: Parsed<'messages.conversations'>): ConversationPage {
      const { where, params } = conditions(filter, actor.id)
      const given = { ...base(actor), ...params }
      const order =
        sort === 'latest'
          ? 'h.last_at DESC, c.id DESC'
          : 'h.waiting_since IS NULL, h.waiting_since, h.last_at DESC, c.id DESC'
      const found = store
        .prepare<ConversationRecord>(
          `SELECT ${COLUMNS} ${FROM} ${JOINS} ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
        )
        .all({ ...given, limit, offset })
      const total = store.prepare<{ n: number }>(`SELECT count(*) AS n ${FROM} ${where}`).get(given)!.n
      return { rows: found.map((record) => rows.conversation(record, actor, given.since)), total }
    },

    counts(actor: Actor): MessageCounts {
      const row = store
        .prepare<Record<keyof MessageCounts, number | null>>(
          `SELECT sum(status = 'open') AS open, sum(status = 'open' AND assignee_id IS @me) AS mine,
             sum(status = 'open' AND assignee_id IS NULL) AS unassigned, sum(status = 'snoozed') AS snoozed,
             sum(status = 'closed') AS closed, sum(unread = 1) AS unread
           FROM (SELECT ${STATUS} AS status, c.assignee_id, ${UNREAD} AS unread ${FROM})`,
        )
        .get(base(actor))!
      const n = (name: keyof MessageCounts) => row[name] ?? 0
      return {
        open: n('open'),
        mine: n('mine'),
        unassigned: n('unassigned'),
        snoozed: n('snoozed'),
        closed: n('closed'),
        unread: n('unread'),
      }
    },

    get(actor: Actor, id: string): Conversation {
      const found = record(actor, id)
      const since = rows.readSince(actor)
      const row = rows.conversation(found, actor, since)
      const languages = new Set(row.residents.filter(({ gone }) => !gone).map(({ language }) => language))
      return {
        ...row,
        language: languages.size === 1 ? [...languages][0]! : 'fr',
        readUpTo: found.last_read_at ?? (since || null),
        length: length(id),
        canWrite: row.residents.some(({ gone }) => !gone),
      }
    },
    row: (actor: Actor, found: ConversationRecord) => rows.conversation(found, actor, rows.readSince(actor)),
  }
}
