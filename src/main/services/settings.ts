import { DeskError } from '../../shared/contract/errors.ts'
import { may, type Role } from '../../shared/staff/permissions.ts'
import { DEFAULT_SETTINGS, deskSettings, type DeskSettings } from '../../shared/contract/settings.ts'

/** Where the desk's settings are kept: a small file beside the replica, readable also when the replica is not. */
export interface SettingsFile {
  read(): string | null
  write(text: string): void
}

const isSetting = (key: string): key is keyof DeskSettings => Object.hasOwn(DEFAULT_SETTINGS, key)

/** Settings of this workstation. What is unreadable or out of range falls back to its default, never to an error. */
export function createSettings(file: SettingsFile) {
  const read = (text: string): Partial<DeskSettings> => {
    let stored: Record<string, unknown> = {}
    try {
      stored = JSON.parse(text) as Record<string, unknown>
    } catch {
      // Half a file or somebody's edit: begin from the defaults.
    }
    // One bad value must not take the others with it.
    const good = Object.entries(stored ?? {}).filter(
      ([key, value]) => isSetting(key) && deskSettings.shape[key].safeParse(value).success,
    )
    return Object.fromEntries(good)
  }
  let current: DeskSettings = { ...DEFAULT_SETTINGS, ...read(file.read() ?? '{}') }
  const listeners = new Set<(settings: DeskSettings) => void>()
  return {
    get: (): DeskSettings => current,
    /** What of a stored text are settings, and in range. */
    read,
    set(changes: Partial<DeskSettings>): DeskSettings {
      const next = deskSettings.parse({ ...current, ...changes })
      // What could not be kept is not in force either: after a restart it would be gone.
      file.write(JSON.stringify(next, null, 2))
      current = next
      for (const listener of listeners) listener(current)
      return current
    },
    onChange(listener: (settings: DeskSettings) => void): () => void {
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
export function setDevices(settings: Settings, role: Role, changes: Partial<DeskSettings>): DeskSettings {
  const before = settings.get().printer
  const { printer } = changes
  if (!printer) return settings.set(changes)
  const isSame = printer.transport === before.transport && printer.name === before.name
  const mayAllow = may(role, 'settings.anywhere')
  if (printer.anywhere && !mayAllow && !(isSame && before.anywhere)) {
    if (isSame) throw new DeskError('NOT_ALLOWED')
    return settings.set({ ...changes, printer: { ...printer, anywhere: false } })
  }
  return settings.set(changes)
}
