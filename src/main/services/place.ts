import { LANGUAGES } from '../../shared/text/languages.ts'
import { wordsIn } from '../../shared/text/lists.ts'
import { isZone } from '../../shared/time/zone.ts'
import type { Store } from '../store/open.ts'
import type { StorePorts } from '../store/ports.ts'
import type { Place } from './deps.ts'

const DESK_KEY = 'desk_id'
const OTHERWISE = 'America/Toronto'

interface BuildingRecord {
  id: string
  name: string
  address: string
  timezone: string
  languages: string
  settings: string
  country: string
  graceMinutes: number
  quietHours: string
}

/** The building as its row says it; a time zone that nobody knows is told and given as `zone`. */
function readBuilding(store: Store, zone: string, onUnknown?: () => void): Place['building'] {
  const row = store
    .prepare(`SELECT id, name, address, timezone, languages, settings, country, notice_grace_minutes AS graceMinutes,
       quiet_hours AS quietHours FROM buildings LIMIT 1`)
    .get() as BuildingRecord
  const { settings, ...facts } = row
  const said = JSON.parse(settings) as { sample?: unknown; awaits?: unknown }
  const isKnown = isZone(row.timezone)
  if (!isKnown) onUnknown?.()
  return {
    ...facts,
    timezone: isKnown ? row.timezone : zone,
    languages: wordsIn(row.languages, LANGUAGES),
    isSample: said.sample === true,
    awaitsProject: said.awaits === 'project',
  }
}

const readDesk = (store: Store): Place['desk'] | undefined =>
  store
    .prepare<Place['desk']>(
      'SELECT id, name, letter FROM desks WHERE deleted_at IS NULL ORDER BY id IS NOT ?, letter LIMIT 1',
    )
    .get(store.meta.get(DESK_KEY))

/** Reads which building and desk this workstation is. */
export function readPlace(store: Store): Place {
  return { building: readBuilding(store, OTHERWISE), desk: readDesk(store)! }
}

/**
 * The place of an open building: building and desk are read again when their rows change. A time zone that this computer does not know
 * leaves the last good one in force, or `lastZone` when there was none since the start.
 */
export function followPlace(store: Store, log: StorePorts['log'], lastZone: string | null): Place {
  let { desk } = readPlace(store)
  const read = (zone: string) => readBuilding(store, zone, () => log.warn('place.zone_unknown', { used: zone }))
  let building = read(lastZone ?? OTHERWISE)
  store.onChange(({ tables }) => {
    if (tables['buildings']) building = read(building.timezone)
    // It stays the same desk while it works: only its name and its letter may change.
    const now = tables['desks'] && readDesk(store)
    if (now && now.id === desk.id) desk = now
  })
  return {
    get building() {
      return building
    },
    get desk() {
      return desk
    },
  }
}
