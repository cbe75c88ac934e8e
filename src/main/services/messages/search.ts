import { excerpt } from '../../../shared/messaging/excerpt.ts'
import type { ConversationRow, SearchHit } from '../../../shared/messaging/schema.ts'
import { fold, words } from '../../../shared/text/fold.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import type { Directory } from '../directory/index.ts'
import type { ConversationList } from './list.ts'
import type { Thread } from './thread.ts'

/** œ and æ stay letters of their own in the index: a word that could hold one is looked for both ways. */
function forms(word: string): string[] {
  const joined = word.replaceAll('oe', 'œ').replaceAll('ae', 'æ')
  return joined === word ? [word] : [word, joined]
}
const quoted = (word: string, prefix: boolean) => {
  const each = forms(word).map((form) => `"${form}"${prefix ? '*' : ''}`)
  return each.length > 1 ? `(${each.join(' OR ')})` : each[0]!
}
/** The longest beginning that the index of words has ready; what goes beyond it is looked at in the text itself. */
const PREFIX = 5
const query = (terms: readonly string[], prefix: boolean): string =>
  terms
    .map((term, i) => (prefix && i === terms.length - 1 ? quoted(term.slice(0, PREFIX), true) : quoted(term, false)))
    .join(' AND ')

/** Subjects, names and bodies; the newest first, because a desk looks for what was said lately. */
export function createMessageSearch(
  { store }: ServiceDeps,
  directory: Directory,
  list: ConversationList,
  thread: Thread,
) {
  const bodies = store.prepare<{ id: string; conversation_id: string; body: string; sent_at: string }>(
    `SELECT m.id, m.conversation_id, m.body, m.sent_at
     FROM (SELECT rowid AS doc FROM _message_words WHERE _message_words MATCH @match ORDER BY rowid DESC LIMIT @limit) w
     JOIN _message_texts t ON t.doc = w.doc JOIN messages m ON m.id = t.message_id ORDER BY w.doc DESC`,
  )
  const ofResident = store.prepare<{ id: string }>(
    `SELECT c.id FROM conversation_participants p JOIN conversations c ON c.id = p.conversation_id AND c.deleted_at IS NULL
     JOIN _conversation_heads h ON h.conversation_id = c.id
     WHERE p.resident_id = ? AND p.deleted_at IS NULL ORDER BY h.last_at DESC LIMIT 5`,
  )
  let subjects: { id: string; subject: string; words: string }[] | null = null
  const stop = store.onChange(({ tables }) => {
    if (tables['conversations']) subjects = null
  })
  const readSubjects = () =>
    (subjects ??= store
      .prepare<{ id: string; subject: string }>(
        `SELECT id, subject FROM conversations WHERE deleted_at IS NULL AND subject <> '' ORDER BY id DESC`,
      )
      .all()
      .map((row) => ({ ...row, words: ` ${fold(row.subject)}` })))

  return {
    search(actor: Actor, text: string, limit: number): SearchHit[] {
      const terms = words(text).slice(0, 8)
      if (terms.length === 0) return []
      const hits: SearchHit[] = []
      const found = new Set<string>()
      const rows = new Map<string, ConversationRow>()
      const rowOf = (id: string): ConversationRow => {
        const row = rows.get(id) ?? list.row(actor, list.record(actor, id))
        rows.set(id, row)
        return row
      }
      const add = (conversationId: string, shown: string) => {
        if (found.has(conversationId) || hits.length >= limit) return
        found.add(conversationId)
        const conversation = rowOf(conversationId)
        hits.push({
          conversation,
          messageId: null,
          offset: null,
          excerpt: excerpt(shown, terms),
          at: conversation.last?.at ?? null,
        })
      }
      for (const person of directory.search(text, 4))
        if (person.residentId) for (const { id } of ofResident.all(person.residentId)) add(id, person.name)
      let subjectHits = 0
      for (const { id, subject, words: has } of readSubjects()) {
        if (subjectHits >= limit / 4) break
        if (!terms.every((term) => has.includes(` ${term}`))) continue
        add(id, subject)
        subjectHits++
      }

      // Whole words first: a common word is read from its newest end, a common beginning must be gathered first.
      const seen = new Set<string>()
      for (const prefix of [false, true]) {
        if (hits.length >= limit || (prefix && terms.at(-1)!.length < 2)) break
        const last = ` ${terms.at(-1)}`
        for (const row of bodies.all({ match: query(terms, prefix), limit: prefix ? limit * 5 : limit })) {
          if (hits.length >= limit) break
          if (seen.has(row.id) || (prefix && !` ${fold(row.body)}`.includes(last))) continue
          seen.add(row.id)
          hits.push({
            conversation: rowOf(row.conversation_id),
            messageId: row.id,
            offset: thread.offsetOf(row.conversation_id, row.id),
            excerpt: excerpt(row.body, terms),
            at: row.sent_at,
          })
        }
      }
      return hits
    },
    [Symbol.dispose]: stop,
  }
}
