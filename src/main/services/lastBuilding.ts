import { z } from 'zod'
import { isZone } from '../../shared/time/zone.ts'
import type { SettingsFile } from './settings.ts'

const remembered = z.object({ building: z.string().nullable(), timezone: z.string().optional() })

/**
 * What a workstation remembers of its building outside of the building's folder: that there was one, and its clock, so that
 * times are read right while its data is closed.
 */
export function createLastBuilding(file: SettingsFile) {
  const read = (): z.infer<typeof remembered> | null => {
    try {
      return remembered.parse(JSON.parse(file.read() ?? ''))
    } catch {
      return null
    }
  }
  return {
    /** Whatever the file says but that nobody has, somebody has had a building here. */
    known: (): boolean => file.read() !== null && read()?.building !== null,
    /** Which one; null where none stood here, or nobody can say. */
    id: (): string | null => read()?.building ?? null,
    timezone(): string | null {
      const zone = read()?.timezone
      return zone !== undefined && isZone(zone) ? zone : null
    },
    /** What stood here was put away. */
    forget: (): void => file.write(JSON.stringify({ building: null })),
    remember({ id, timezone }: { id: string; timezone: string }): void {
      const before = read()
      if (before?.building === id && before.timezone === timezone) return
      file.write(JSON.stringify({ building: id, timezone }))
    },
  }
}
