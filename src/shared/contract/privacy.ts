import { z } from 'zod'
import { LANGUAGES } from '../text/languages.ts'
import { writtenFile } from './files.ts'
import { act, id, route, text } from './route.ts'

const fact = z.tuple([z.string(), z.string()])
const document = z.object({
  title: z.string(),
  about: z.array(z.string()),
  footer: z.string(),
  sections: z.array(
    z.object({
      title: z.string(),
      text: z.string().optional(),
      entries: z
        .array(z.object({ title: z.string().optional(), text: z.string().optional(), facts: z.array(fact).optional() }))
        .optional(),
    }),
  ),
})

export const privacyRoutes = {
  /** What is kept about whom, why, how long, and what anybody may ask for. */
  'privacy.notice': route('building.read', z.object({ language: z.enum(LANGUAGES) }), document),
  'privacy.noticeFile': route('building.read', z.object({ language: z.enum(LANGUAGES) }), writtenFile),
  /** All about one person, for them. */
  'export.person': route(
    'data.export',
    z.object({ residentId: id, format: z.enum(['json', 'pdf']), language: z.enum(LANGUAGES) }),
    writtenFile,
  ),
  /** What an erasure of this person would reach, and what stands against it. Nothing changes. */
  'privacy.preview': route(
    'privacy.erase',
    z.object({ residentId: id }),
    z.object({
      name: z.string(),
      /** Where they live today. */
      units: z.array(z.string()),
      /** Parcels that wait for them: they come first. */
      waiting: z.int(),
      reaches: z.object({
        entries: z.int(),
        homes: z.int(),
        collectors: z.int(),
        absences: z.int(),
        parcels: z.int(),
        handOvers: z.int(),
        messages: z.int(),
        files: z.int(),
        changes: z.int(),
        /** Rows of others in which their name stands. */
        others: z.int(),
      }),
      /** Copies of this desk that still hold them, and the day by which the last is gone. */
      copies: z.object({ count: z.int(), until: z.string() }),
      /** The other desks of the building, which erase as soon as they hear of it. */
      desks: z.array(z.string()),
      digest: z.string(),
    }),
  ),
  /** Erases what the preview of this digest has shown; it cannot be undone. */
  'privacy.erase': route('privacy.erase', z.object({ residentId: id, digest: text(400) }), act),
} as const
