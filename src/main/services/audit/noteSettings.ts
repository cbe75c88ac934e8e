import type { Note } from '../../store/audit/noting.ts'
import type { Settings } from '../settings.ts'

/** Notes which settings of this desk were changed; what they hold is a digest, as names of printers are typed. */
export const noteSettings = (settings: Settings, note: Note, onDuty: () => string | null): (() => void) =>
  settings.onChange((current, changed) => {
    if (changed.length === 0) return
    const personal = Object.fromEntries(changed.map((key) => [key, current[key]]))
    note({ what: 'settings.desk', by: onDuty(), detail: { settings: changed.join(', ') }, personal })
  })
