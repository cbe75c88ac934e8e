import type { StoreState } from '../shared/contract/app.ts'
import { DeskError } from '../shared/contract/errors.ts'
import { firstForm, type FirstForm } from '../shared/contract/first.ts'
import type { Response } from '../shared/contract/index.ts'
import type { Handlers } from './ipc/router.ts'
import { pinProblem } from '../shared/staff/pin.ts'
import type { Language } from '../shared/text/languages.ts'
import { textLimit } from '../shared/sync/limits.ts'
import { readZone } from '../shared/settings/shapes.ts'
import { createFields } from './services/people/fields.ts'
import type { SettingsFile } from './services/settings.ts'
import { turnSetup } from './services/setup.ts'
import type { Replica } from './store/open.ts'
import type { TableRow } from './store/schema.ts'

export interface FirstPorts {
  /** Where nothing has begun, somebody is asked with what. */
  asks: boolean
  form: SettingsFile
  now(): Date
  newId(): string
  language(): Language
  timezone(): string
  /** Nothing stands here, and somebody is asked. */
  waits(): boolean
  /** Opens the replica that waits for this choice; refused when none does. */
  begin(): Promise<StoreState>
  /** A building was begun: the PIN of its administrator, who is on duty. */
  begun(pin: string): Promise<unknown>
  /** Which building is open, and whether it has nothing to do with a project. */
  open(): { id: string; isSample: boolean; awaitsProject: boolean; isAlone: boolean }
  /** Takes all that stands here out of the way. */
  putAway(name: string): Promise<StoreState>
}

type FirstRoutes = Pick<Handlers, Extract<keyof Handlers, `first.${string}`>>

/** What a building can begin with: read only where none stands. */
const readBeginnings = () => import('./sample/first.ts')

/** What a desk begins with where nothing stands: who opens the program for the first time says it. */
export function createFirst(ports: FirstPorts) {
  let asks = ports.asks
  let chosen: { rows: Iterable<TableRow>; isSetUp: boolean } | null = null

  async function beginWith(rows: Iterable<TableRow>, isSetUp = false): Promise<StoreState> {
    // What is being begun is not exchanged for what is asked meanwhile.
    if (chosen) throw new DeskError('NOT_ALLOWED')
    chosen = { rows, isSetUp }
    try {
      return await ports.begin()
    } finally {
      chosen = null
    }
  }
  const place = () => ({
    now: ports.now(),
    newId: ports.newId,
    language: ports.language(),
    timezone: ports.timezone(),
  })

  const routes: FirstRoutes = {
    'first.sample': async () => beginWith((await readBeginnings()).sampleRows(ports.now())),
    'first.project': async () => beginWith((await readBeginnings()).awaitingProject(place())),
    'first.building': async ({ pin, ...form }) => {
      const begun = readForm(form)
      const problem = pinProblem(pin)
      if (problem !== null) throw new DeskError('PIN_REFUSED', { problem })
      const { begunBuilding, PLACE_NAMES } = await readBeginnings()
      const desk = { name: PLACE_NAMES[begun.languages[0]!].desk, letter: begun.letter }
      const state = await beginWith(begunBuilding(ports.now(), ports.newId, { ...begun, desk, isTyped: true }), true)
      if (state.state !== 'ready') return state
      ports.form.write('')
      await ports.begun(pin)
      return state
    },
    'first.form': () => ({ form: typed(), zone: zoneOfPlace(ports.timezone()) }),
    'first.keep': (form) => {
      if (!ports.waits()) throw new DeskError('NOT_ALLOWED')
      ports.form.write(JSON.stringify(form))
      return {}
    },
    'first.askAgain': ({ buildingId }) => {
      const { id, isSample, awaitsProject, isAlone } = ports.open()
      if (id !== buildingId) throw new DeskError('NOT_FOUND')
      // What people have done in their own building is never put away by a click.
      if (!(isSample || awaitsProject) || !isAlone) throw new DeskError('NOT_ALLOWED')
      asks = true
      return ports.putAway(isSample ? 'sample' : 'empty')
    },
  }
  /** Null: nothing yet, or half of it came to the disk. */
  function typed(): Response<'first.form'>['form'] {
    try {
      return firstForm.parse(JSON.parse(ports.form.read() ?? ''))
    } catch {
      return null
    }
  }
  return {
    routes,
    /** The first rows of a replica that is being opened; false: it has no building, and somebody is asked what to begin with. */
    async begins(store: Replica, used: boolean): Promise<boolean> {
      if (chosen?.isSetUp) turnSetup(store.meta, true)
      if (store.prepare('SELECT 1 FROM buildings LIMIT 1').get()) return true
      const { firstRows } = await readBeginnings()
      return firstRows(store, { ...place(), used, asks, chosen: chosen?.rows ?? null })
    },
  }
}

/** A computer whose clock is set to no place does not say where the building stands. */
const zoneOfPlace = (zone: string): string =>
  zone.includes('/') && !zone.startsWith('Etc/') ? zone : 'America/Toronto'

/** The form as it is kept; refused with what is wrong at each field. */
function readForm(form: FirstForm) {
  const fields = createFields()
  const name = fields.name('name', form.name, textLimit('buildings', 'name')!)
  const address = fields.name('address', form.address, textLimit('buildings', 'address')!)
  const person = fields.name('person', form.person, textLimit('staff', 'display_name')!)
  const timezone = readZone(form.timezone)
  if (form.timezone.trim() === '') fields.refuse('timezone', 'missing')
  else if (timezone === null) fields.refuse('timezone', 'no_such_zone')
  const letter = form.letter.trim().toUpperCase()
  if (letter === '') fields.refuse('letter', 'missing')
  else if (!/^[A-Z]{1,2}$/.test(letter)) fields.refuse('letter', 'no_letter')
  fields.done()
  return { name, address, person, timezone: timezone ?? '', letter, languages: [...new Set(form.languages)] }
}
