import { carrierBesideParcel } from '../../../shared/carriers/index.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { cleanBody, cleanLine, isBlank } from '../../../shared/messaging/clean.ts'
import { BODY_LIMIT, countCharacters, firstCharacters, SUBJECT_LIMIT } from '../../../shared/messaging/limits.ts'
import type { MessageTemplate } from '../../../shared/messaging/schema.ts'
import { unknownVariables, type TemplateValues } from '../../../shared/messaging/templates.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { JOIN_PERSON } from '../merged.ts'
import { homeOn, todayAt } from '../directory/homes.ts'
import { personName } from '../parcel/rows.ts'
import { refuse } from './refuse.ts'
import { unitName } from '../sql.ts'

/** What is typed after the slash, as the server takes it: letters that every keyboard has. */
export const shortcutOf = (written: string): string => (fold(written).match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 30)

/** Prepared texts in both languages, and what a conversation puts in their places. */
export function createTemplates(deps: ServiceDeps) {
  const { store, place } = deps
  const all = store.prepare<{
    id: string
    shortcut: string
    title_fr: string
    title_en: string
    body_fr: string
    body_en: string
  }>(
    'SELECT id, shortcut, title_fr, title_en, body_fr, body_en FROM message_templates WHERE deleted_at IS NULL ORDER BY shortcut',
  )
  const facts = store.prepare<{
    resident_id: string | null
    given_name: string | null
    family_name: string | null
    unit: string | null
    short_number: string | null
    carrier: string | null
    pickup_code: string | null
  }>(
    `SELECT DISTINCT r.id AS resident_id, r.given_name, r.family_name, ${unitName('u')} AS unit, k.short_number, k.carrier, k.pickup_code
     FROM conversations c
     LEFT JOIN conversation_participants p ON p.conversation_id = c.id AND p.resident_id IS NOT NULL AND p.deleted_at IS NULL
     ${JOIN_PERSON('p.resident_id')} AND r.deleted_at IS NULL
     LEFT JOIN packages k ON k.id = c.package_id AND k.deleted_at IS NULL
     LEFT JOIN units u ON u.id = c.unit_id
     WHERE c.id = ? ORDER BY r.id`,
  )
  const homeNumber = (residentId: string | null) =>
    residentId === null ? null : (homeOn(store, residentId, todayAt(deps))?.unitNumber ?? null)

  return {
    list: (): MessageTemplate[] =>
      all.all().map((row) => ({
        id: row.id,
        shortcut: row.shortcut,
        title: { fr: row.title_fr, en: row.title_en },
        body: { fr: row.body_fr, en: row.body_en },
      })),

    values(actor: Actor, conversationId: string, language: Language): TemplateValues {
      const found = facts.all(conversationId)
      // Who was removed is not written to.
      const people = found.filter(({ resident_id }) => resident_id !== null)
      const first = people[0] ?? found[0] ?? refuse('NOT_FOUND')
      return {
        // Two people are greeted both, or by nobody's name.
        given_name: people.length === 1 ? first.given_name || null : null,
        resident_name:
          people
            .map((each) => personName(each.given_name, each.family_name))
            .filter(Boolean)
            .join(', ') || null,
        unit: first.unit ?? homeNumber(first.resident_id),
        parcel_number: first.short_number,
        carrier: first.carrier === null ? null : carrierBesideParcel(first.carrier, language),
        pickup_code: first.pickup_code,
        building: place.building.name,
        staff_name: actor.name,
      }
    },

    save(actor: Actor, given: MessageTemplate): void {
      const shortcut = shortcutOf(given.shortcut)
      const row = {
        shortcut,
        title_fr: firstCharacters(cleanLine(given.title.fr), SUBJECT_LIMIT),
        title_en: firstCharacters(cleanLine(given.title.en), SUBJECT_LIMIT),
        body_fr: cleanBody(given.body.fr),
        body_en: cleanBody(given.body.en),
      }
      if (Object.values(row).some(isBlank)) refuse('EMPTY')
      for (const body of [row.body_fr, row.body_en])
        if (countCharacters(body) > BODY_LIMIT) refuse('TOO_LONG', { over: countCharacters(body) - BODY_LIMIT })
      const [unknown] = unknownVariables(`${row.body_fr} ${row.body_en}`)
      if (unknown !== undefined) refuse('UNKNOWN_VARIABLE', { name: unknown })
      if (all.all().some((each) => each.shortcut === shortcut && each.id !== given.id)) refuse('SHORTCUT_TAKEN')
      store.transact('templates.save', { staffId: actor.id }, (tx) => {
        if (tx.get('message_templates', given.id)) tx.patch('message_templates', given.id, row)
        else tx.insert('message_templates', { id: given.id, ...row })
      })
    },
    remove(actor: Actor, id: string): void {
      store.transact('templates.remove', { staffId: actor.id }, (tx) => {
        if (tx.get('message_templates', id)) tx.remove('message_templates', id)
      })
    },
  }
}
