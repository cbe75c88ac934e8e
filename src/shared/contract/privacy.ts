import { z } from 'zod'
import { LANGUAGES } from '../text/languages.ts'
import { writtenFile } from './files.ts'
import { id, route } from './route.ts'

export const privacyRoutes = {
  /** All about one person, for them. */
  'export.person': route(
    'data.export',
    z.object({ residentId: id, format: z.enum(['json', 'pdf']), language: z.enum(LANGUAGES) }),
    writtenFile,
  ),
} as const
