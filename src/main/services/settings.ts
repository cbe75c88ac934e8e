import { DeskError } from '../../shared/contract/errors.ts'
import type { Response } from '../../shared/contract/index.ts'
import { DESK_SETTINGS } from '../../shared/settings/list.ts'
import { may } from '../../shared/staff/permissions.ts'
import { DEFAULT_SETTINGS, deskSettings, settingsRoutes, type DeskSettings } from '../../shared/contract/settings.ts'
import type { Actor } from './deps.ts'

/** Where the desk's settings are kept: a small file beside the replica, readable also when the replica is not. */
export interface SettingsFile {
  read(): string | null
  write(text: string): void
}

const isSetting = (key: string): key is keyof DeskSettings => Object.hasOwn(DEFAULT_SETTINGS, key)

type LastSet = Response<'settings.get'>['desk']
const LAST_SET = settingsRoutes['settings.get'].output.shape.desk
type SettingKey = keyof typeof DESK_SETTINGS
const SETTINGS = Object.keys(DESK_SETTINGS) as SettingKey[]

/** A stored text as an object; half a file or somebody's edit says nothing. */
function readStored(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Settings of this workstation. What is unreadable or out of range falls back to its default, never to an error. */
export function createSettings(file: SettingsFile, now: () => Date) {
  const read = (text: string): Partial<DeskSettings> => {
    // One bad value must not take the others with it.
    const good = Object.entries(readStored(text)).filter(
      ([key, value]) => isSetting(key) && deskSettings.shape[key].safeParse(value).success,
    )
    return Object.fromEntries(good)
  }
  const stored = file.read() ?? '{}'
  let current: DeskSettings = { ...DEFAULT_SETTINGS, ...read(stored) }
  let lastSet = LAST_SET.safeParse(readStored(stored)['lastSet']).data ?? {}
  const listeners = new Set<(settings: DeskSettings, changed: readonly SettingKey[]) => void>()
  return {
    get: (): DeskSettings => current,
    /** What of a stored text are settings, and in range. */
    read,
    /** Who set each of them last; what nobody changed is not named. */
    lastSet: (): LastSet => lastSet,
    set(changes: Partial<DeskSettings>, by = ''): DeskSettings {
      const next = deskSettings.parse({ ...current, ...changes })
      const changed = SETTINGS.filter((key) => JSON.stringify(next[key]) !== JSON.stringify(current[key]))
      const at = now().toISOString()
      const told = { ...lastSet, ...Object.fromEntries(changed.map((key) => [key, { by, at }])) }
      // What could not be kept is not in force either: after a restart it would be gone.
      file.write(JSON.stringify({ ...next, lastSet: told }, null, 2))
      current = next
      lastSet = told
      for (const listener of listeners) listener(current, changed)
      return current
    },
    onChange(listener: (settings: DeskSettings, changed: readonly SettingKey[]) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Settings = ReturnType<typeof createSettings>

/**
 * Changes the devices of this desk. That a printer may stand outside of the building's network is said by an
 * administrator, for one address: whoever changes the address without that right begins inside again.
 */
export function setDevices(
  settings: Settings,
  { name, role }: Pick<Actor, 'name' | 'role'>,
  changes: Partial<DeskSettings>,
): DeskSettings {
  const before = settings.get().printer
  const { printer } = changes
  if (!printer) return settings.set(changes, name)
  const isSame = printer.transport === before.transport && printer.name === before.name
  const mayAllow = may(role, 'settings.anywhere')
  if (printer.anywhere && !mayAllow && !(isSame && before.anywhere)) {
    if (isSame) throw new DeskError('NOT_ALLOWED')
    return settings.set({ ...changes, printer: { ...printer, anywhere: false } }, name)
  }
  return settings.set(changes, name)
}
