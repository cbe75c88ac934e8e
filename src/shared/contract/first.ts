import { z } from 'zod'
import { LONGEST_PIN } from '../staff/pin.ts'
import { OPTIONAL_STEPS, SETUP_STEPS } from '../setup/steps.ts'
import { LANGUAGES } from '../text/languages.ts'
import { storeState } from './app.ts'
import { id, nothing, route, text } from './route.ts'

/** What begins a building, as it was typed: what is wrong with it is answered field by field. */
export const firstForm = z.object({
  name: text(8000),
  address: text(8000),
  timezone: text(200),
  languages: z.array(z.enum(LANGUAGES)).min(1).max(LANGUAGES.length),
  letter: text(20),
  person: text(8000),
})
export type FirstForm = z.infer<typeof firstForm>

export const firstRoutes = {
  /** Begins with the sample building. These routes answer only while nothing has begun here. */
  'first.sample': route(null, nothing, storeState),
  /** Begins a building with its first administrator, whose PIN it is. */
  'first.building': route(null, firstForm.extend({ pin: text(LONGEST_PIN * 2) }), storeState),
  /** Begins with nothing but a desk that waits for the building of a project. */
  'first.project': route(null, nothing, storeState),
  /** What was typed of a building that is not begun yet; `zone`: that of this computer. */
  'first.form': route(null, nothing, z.object({ form: firstForm.nullable(), zone: z.string() })),
  'first.keep': route(null, firstForm, z.object({})),
  /** Puts the sample, or a desk that waits for a project, away and asks again what to begin with. */
  'first.askAgain': route('settings.write', z.object({ buildingId: id }), storeState),

  /** What this building still lacks before its first day. */
  'setup.get': route(
    'building.read',
    nothing,
    z.object({
      /** The building is being set up: each screen leads to the next step. */
      isOn: z.boolean(),
      steps: z.array(
        z.object({
          id: z.enum(SETUP_STEPS),
          state: z.enum(['done', 'missing', 'not_needed']),
          /** How many there are, of what is counted. */
          count: z.int().nullable(),
        }),
      ),
    }),
  ),
  /** A code of the scanner was read whole. */
  'setup.scanned': route('building.read', nothing, z.object({})),
  'setup.skip': route(
    'settings.write',
    z.object({ step: z.enum(OPTIONAL_STEPS), isNeeded: z.boolean() }),
    z.object({}),
  ),
  'setup.turn': route('settings.write', z.object({ isOn: z.boolean() }), z.object({})),
} as const
