import { describe } from '../faults.ts'
import type { Logger } from '../ports.ts'
import type { AuditNote } from './chain.ts'
import type { AuditSide } from './side.ts'

export type Note = (note: AuditNote) => void

/**
 * Notes what happened around the building. It has happened already, and must go on: nobody is kept out by a full disk. Where no
 * replica is open there is no log either.
 */
export const noting =
  (store: () => { audit: AuditSide } | null, log: Logger): Note =>
  (note) => {
    try {
      store()?.audit.note(note)
    } catch (error) {
      log.error('audit.not_noted', { what: note.what, detail: describe(error) })
    }
  }
