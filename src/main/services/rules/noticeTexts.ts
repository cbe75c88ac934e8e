import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { cleanBody, stripMisleading } from '../../../shared/messaging/clean.ts'
import { textProblems } from '../../../shared/notices/check.ts'
import { exampleFacts } from '../../../shared/notices/example.ts'
import { fieldsOf, keepOwnTexts, readOwnTexts, textsOf } from '../../../shared/notices/own.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { createFields } from '../people/fields.ts'
import { createWrite } from '../people/record.ts'
import { lastSetOf } from './read.ts'
import { keptTexts } from '../notices/ownTexts.ts'

/** All texts together, as an event keeps them: below what the project takes of one column. */
const MOST = 18_000

/** The building's own texts of notices. */
export function createNoticeTexts(deps: ServiceDeps) {
  const { store, place } = deps
  const write = createWrite(deps)
  return {
    get(): Response<'notices.texts'> {
      const { texts, replyTo } = keptTexts(store)
      return {
        own: readOwnTexts(texts),
        isAnswerRead: replyTo !== '',
        set: lastSetOf(store, place.building.id).get('notice_texts') ?? null,
      }
    },

    /** Saves the texts of one kind in one language. One that says what the usual one says is the usual one again. */
    save(actor: Actor, { kind, language, texts }: Parsed<'notices.saveTexts'>): Response<'notices.saveTexts'> {
      const kept = keptTexts(store)
      const own = readOwnTexts(kept.texts)
      const usual = textsOf({}, language, kind, kept.replyTo !== '')
      const fields = createFields()
      const facts = exampleFacts(language, kind, place.building.name)
      const put = Object.fromEntries(
        fieldsOf(kind).flatMap((field) => {
          const text = stripMisleading(cleanBody(texts[field] ?? ''))
          if (textProblems(field, text, facts).length > 0) fields.refuse(field, 'bad_text')
          return text === usual[field] ? [] : [[field, text]]
        }),
      )
      const all = keepOwnTexts(own, language, kind, put)
      if (JSON.stringify(all).length > MOST) fields.refuse('body', 'too_long')
      fields.done()
      return write(actor, 'notices.saveTexts', (record) =>
        record.change('buildings', place.building.id, { notice_texts: all }),
      )
    },
  }
}
