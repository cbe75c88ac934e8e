import { cleanLine } from '../../../shared/messaging/clean.ts'
import { deliveryOf } from '../../../shared/messaging/delivery.ts'
import { firstCharacters, SUBJECT_LIMIT } from '../../../shared/messaging/limits.ts'
import { homeOf, type Stay } from '../../../shared/people/home.ts'
import type { AnnouncementRecipient, AnnouncementRow, Audience } from '../../../shared/messaging/schema.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { LIVES_HERE, todayAt } from '../directory/homes.ts'
import { JOIN_PERSON, ROWS_OF } from '../merged.ts'
import { ordersOf } from '../order.ts'
import { personName, WAITING } from '../parcel/rows.ts'
import { refusedRecipients } from './failed.ts'
import { takePart } from './participants.ts'
import { refuse, storedBody } from './refuse.ts'
import { unitName } from '../sql.ts'

/** People per act, all in one commit: one act of thousands of rows would hold up everything that waits behind it. */
const PER_ACT = 100

const LIVING = `
  FROM occupancies o ${JOIN_PERSON('o.resident_id', 'JOIN')}
  JOIN units u ON u.id = o.unit_id AND u.deleted_at IS NULL
  WHERE ${LIVES_HERE} AND r.deleted_at IS NULL`
const WHICH: Readonly<Record<Audience['kind'], string>> = {
  everyone: '',
  floor: 'AND u.floor = @floor',
  parcels_waiting: `AND EXISTS (SELECT 1 FROM packages p WHERE ${WAITING}
    AND (p.resident_id IN (${ROWS_OF('r.id')}) OR p.resident_id IS NULL AND p.unit_id = o.unit_id))`,
}

interface Living {
  resident_id: string
  language: 'fr' | 'en'
  unit_id: string
}

/** Messages to many, each in the reader's language, and how far they came. */
export function createAnnouncements(deps: ServiceDeps) {
  const { store, place } = deps
  /** Each person once, in their home; of several units in the one among those that the announcement is for. */
  const reached = (to: Audience): Living[] => {
    const today = todayAt(deps)
    const stays = store
      .prepare<Omit<Stay, 'receives'> & Living & { receives: number }>(
        `SELECT r.id AS resident_id, r.language, o.unit_id, o.id, o.from_date AS "from", o.to_date AS "to",
           o.receives_packages AS receives ${LIVING} ${WHICH[to.kind]} ORDER BY r.id`,
      )
      .all({ today, ...(to.kind === 'floor' && { floor: to.floor }) })
    const people = new Map<string, (Stay & Living)[]>()
    for (const { receives, ...row } of stays) {
      const stay = { ...row, receives: receives === 1 }
      people.set(row.resident_id, [...(people.get(row.resident_id) ?? []), stay])
    }
    return [...people.values()].map((theirs) => homeOf(theirs, today)!)
  }
  const sentTo = store.prepare<{
    resident_id: string
    given_name: string
    family_name: string
    unit: string | null
    conversation_id: string
    received_at: string | null
    last_delivered_at: string | null
    last_read_at: string | null
  }>(
    `SELECT r.id AS resident_id, r.given_name, r.family_name, ${unitName('u')} AS unit, m.conversation_id, m.received_at,
       p.last_delivered_at, p.last_read_at
     FROM messages m JOIN conversation_participants p ON p.conversation_id = m.conversation_id AND p.resident_id IS NOT NULL
     ${JOIN_PERSON('p.resident_id', 'JOIN')} JOIN conversations c ON c.id = m.conversation_id
     LEFT JOIN units u ON u.id = c.unit_id
     WHERE m.announcement_id = ? ORDER BY r.id`,
  )
  const refusedFor = refusedRecipients(store)
  const order = ordersOf(place)
  type Listed = { unit: string | null; given_name: string; family_name: string }
  const byUnit = (a: Listed, b: Listed): number => order.units(a.unit, b.unit) || order.people(a, b)
  const resident = (row: { resident_id: string; given_name: string; family_name: string }) => ({
    id: row.resident_id,
    name: personName(row.given_name, row.family_name),
  })
  const recipients = (id: string): AnnouncementRecipient[] => [
    ...refusedFor(id)
      .toSorted(byUnit)
      .map((row) => ({
        resident: resident(row),
        unit: row.unit,
        conversationId: null,
        delivery: { state: 'failed' as const, reason: row.reason },
      })),
    ...sentTo
      .all(id)
      .toSorted(byUnit)
      .map((row) => ({
        resident: resident(row),
        unit: row.unit,
        conversationId: row.conversation_id,
        delivery:
          row.received_at === null
            ? { state: 'sending' as const }
            : deliveryOf(row.received_at, [{ name: '', deliveredAt: row.last_delivered_at, readAt: row.last_read_at }]),
      })),
  ]

  return {
    recipients,
    preview(to: Audience) {
      const people = reached(to)
      const fr = people.filter(({ language }) => language === 'fr').length
      return {
        recipients: people.length,
        units: new Set(people.map(({ unit_id }) => unit_id)).size,
        languages: { fr, en: people.length - fr },
      }
    },

    announce(actor: Actor, input: Parsed<'messages.announce'>): void {
      if (store.prepare('SELECT 1 FROM announcements WHERE id = ?').get(input.id)) return
      const people = reached(input.audience)
      if (people.length === 0) refuse('NO_RECIPIENT')
      const subjectOf = (text: string) => firstCharacters(cleanLine(text), SUBJECT_LIMIT)
      const subject = { fr: subjectOf(input.subject.fr), en: subjectOf(input.subject.en) }
      const body = { fr: storedBody(input.body.fr, 0), en: storedBody(input.body.en, 0) }
      const sendTo = (slice: readonly Living[], isFirst: boolean) =>
        store.transact('messages.announce', { staffId: actor.id }, (tx) => {
          if (isFirst)
            tx.insert('announcements', {
              id: input.id,
              subject_fr: subject.fr,
              subject_en: subject.en,
              body_fr: body.fr,
              body_en: body.en,
              audience: input.audience.kind,
              floor: input.audience.kind === 'floor' ? input.audience.floor : null,
              author_id: actor.id,
              recipients: people.length,
            })
          for (const { resident_id: residentId, language, unit_id } of slice) {
            // Nothing to do for the desk until somebody answers, which opens it.
            const { id: conversationId } = tx.insert('conversations', {
              subject: subject[language],
              unit_id,
              package_id: null,
              status: 'closed',
              snoozed_until: null,
              assignee_id: null,
            })
            takePart(tx, conversationId, { residentId })
            tx.insert('messages', {
              conversation_id: conversationId,
              author_staff_id: actor.id,
              author_resident_id: null,
              body: body[language],
              internal_note: 0,
              announcement_id: input.id,
              files: 0,
              sent_at: tx.at,
              received_at: null,
              edited_at: null,
              removed_at: null,
            })
          }
        })
      store.together(() => {
        for (let from = 0; from < people.length; from += PER_ACT) sendTo(people.slice(from, from + PER_ACT), from === 0)
      })
    },

    list: (): AnnouncementRow[] =>
      store
        .prepare<{
          id: string
          subject_fr: string
          subject_en: string
          body_fr: string
          body_en: string
          audience: Audience['kind']
          floor: number | null
          created_at: string
          recipients: number | null
          name: string | null
        }>(
          `SELECT a.*, s.display_name AS name FROM announcements a LEFT JOIN staff s ON s.id = a.author_id
           WHERE a.deleted_at IS NULL ORDER BY a.created_at DESC, a.id DESC LIMIT 200`,
        )
        .all()
        .map((row) => {
          const states = recipients(row.id).map(({ delivery }) => delivery.state)
          const count = (...names: string[]) => states.filter((state) => names.includes(state)).length
          return {
            id: row.id,
            subject: { fr: row.subject_fr, en: row.subject_en },
            body: { fr: row.body_fr, en: row.body_en },
            audience: row.audience === 'floor' ? { kind: 'floor', floor: row.floor ?? 0 } : { kind: row.audience },
            by: row.name ?? '',
            at: row.created_at,
            reach: {
              recipients: Math.max(row.recipients ?? 0, states.length),
              sent: count('sent', 'delivered', 'read'),
              delivered: count('delivered', 'read'),
              read: count('read'),
            },
          }
        }),
  }
}
