import { excerpt } from '../../../shared/messaging/excerpt.ts'
import { stripMisleading } from '../../../shared/messaging/clean.ts'
import type { SearchHit } from '../../../shared/messaging/schema.ts'
import { fold, words } from '../../../shared/text/fold.ts'
import type { ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import { ROWS_OF } from '../merged.ts'
import type { MessageRows } from './rows.ts'
import { subjectIndex } from './subjects.ts'
import type { Thread } from './thread.ts'
import { unitName } from '../sql.ts'

/** œ and æ stay letters of their own in the index: a word that could hold one is looked for both ways. */
function forms(word: string): string[] {
  const joined = word.replaceAll('oe', 'œ').replaceAll('ae', 'æ')
  return joined === word ? [word] : [word, joined]
}
const quoted = (word: string, prefix: boolean) => {
  const each = forms(word).map((form) => `"${form}"${prefix ? '*' : ''}`)
  return each.length > 1 ? `(${each.join(' OR ')})` : each[0]!
}
/** The longest beginning that the index of words has ready, newest end first. */
const READY = 5
const whole = (terms: readonly string[]): string => terms.map((term) => quoted(term, false)).join(' AND ')
/** The last term as the beginning of a word, as far as its first `letters`. */
const begun = (terms: readonly string[], letters: number): string =>
  terms
    .map((term, i) => (i === terms.length - 1 ? quoted(term.slice(0, letters), true) : quoted(term, false)))
    .join(' AND ')

/** Subjects, names and bodies; the newest first, because a desk looks for what was said lately. */
export function createMessageSearch({ store }: ServiceDeps, directory: Directory, rows: MessageRows, thread: Thread) {
  // The head's moment has one letter more while the last message waits here.
  const named = store.prepare<{ subject: string; unit_id: string | null; number: string | null; last_at: string }>(
    `SELECT c.subject, c.unit_id, ${unitName('u')} AS number, substr(h.last_at, -24) AS last_at FROM conversations c
     JOIN _conversation_heads h ON h.conversation_id = c.id LEFT JOIN units u ON u.id = c.unit_id
     WHERE c.id = ? AND c.deleted_at IS NULL`,
  )
  const bodies = store.prepare<{ id: string; conversation_id: string; body: string; sent_at: string }>(
    `SELECT m.id, m.conversation_id, m.body, m.sent_at
     FROM (SELECT rowid AS doc FROM _message_words WHERE _message_words MATCH @match ORDER BY rowid DESC LIMIT @limit) w
     JOIN _message_texts t ON t.doc = w.doc JOIN messages m ON m.id = t.message_id ORDER BY w.doc DESC`,
  )
  const ofResident = store.prepare<{ id: string }>(
    `SELECT c.id FROM conversation_participants p JOIN conversations c ON c.id = p.conversation_id AND c.deleted_at IS NULL
     JOIN _conversation_heads h ON h.conversation_id = c.id
     WHERE p.resident_id IN (${ROWS_OF('?')}) AND p.deleted_at IS NULL GROUP BY c.id ORDER BY h.last_at DESC LIMIT 5`,
  )
  const subjects = subjectIndex(store)

  return {
    search(text: string, limit: number): SearchHit[] {
      const terms = words(text).slice(0, 8)
      if (terms.length === 0) return []
      const hits: SearchHit[] = []
      const found = new Set<string>()
      const known = new Map<string, { conversation: SearchHit['conversation']; at: string } | null>()
      /** What names a conversation; null when it is gone. */
      const conversationOf = (id: string) => {
        let is = known.get(id)
        if (is === undefined) {
          const row = named.get(id)
          is = row
            ? {
                conversation: {
                  id,
                  subject: stripMisleading(row.subject),
                  unit: row.unit_id === null ? null : { id: row.unit_id, name: row.number ?? '' },
                  residents: rows.residents(id),
                },
                at: row.last_at,
              }
            : null
          known.set(id, is)
        }
        return is
      }
      const add = (conversationId: string, shown: string) => {
        if (found.has(conversationId) || hits.length >= limit) return
        found.add(conversationId)
        const is = conversationOf(conversationId)
        if (is) hits.push({ ...is, messageId: null, offset: null, excerpt: excerpt(shown, terms) })
      }
      for (const person of directory.search(text, 4))
        if (person.residentId) for (const { id } of ofResident.all(person.residentId)) add(id, person.name)
      const begins = terms.map((term) => ` ${term}`)
      let subjectHits = 0
      for (const { id, subject, words: has } of subjects.read()) {
        if (subjectHits >= limit / 4) break
        if (!begins.every((begin) => has.includes(begin))) continue
        add(id, subject)
        subjectHits++
      }

      const seen = new Set<string>()
      /** `sifted`: the match finds more than was asked for, the text itself decides. */
      const look = (match: string, most: number, sifted = false): void => {
        for (const row of bodies.iterate({ match, limit: most })) {
          if (hits.length >= limit) break
          if (seen.has(row.id) || (sifted && !` ${fold(row.body)}`.includes(begins.at(-1)!))) continue
          seen.add(row.id)
          const is = conversationOf(row.conversation_id)
          if (!is) continue
          hits.push({
            conversation: is.conversation,
            messageId: row.id,
            offset: thread.offsetOf(row.conversation_id, row.id),
            excerpt: excerpt(row.body, terms),
            at: row.sent_at,
          })
        }
      }
      // Whole words and short beginnings are read from their newest end. A longer beginning must be gathered first, which is
      // dear while it is common: then some of the newest with its first letters already fill the list.
      const { length } = terms.at(-1)!
      look(whole(terms), limit)
      if (hits.length < limit && length > READY) look(begun(terms, READY), limit * 5, true)
      if (hits.length < limit && length > 1) look(begun(terms, length), limit + seen.size)
      return hits
    },
    [Symbol.dispose]: subjects[Symbol.dispose],
  }
}
