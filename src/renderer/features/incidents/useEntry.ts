import { useState } from 'react'
import { useKeptFields } from '../../messages/useKeptFields.ts'
import { EMPTY, type Fields } from './words.ts'

/** An entry that is being written, of an incident or of a new one: it outlives a scan, a look elsewhere and a restart. */
export function useEntry(incidentId: string | null) {
  const writing = useKeptFields<Fields>('incident', incidentId)
  const [isClosed, setClosed] = useState(false)
  return {
    writing,
    /** What the form shows; null while it is closed. */
    fields: isClosed ? null : writing.fields,
    /** Something is written that was not entered yet. */
    isBegun: writing.fields !== null,
    /** Opens the form with what was written, or else with this. */
    open(first: Fields) {
      if (!writing.fields) {
        // An entry is never merged with another one, and what it began with would take as much room as the entry itself.
        writing.begin(EMPTY)
        writing.change(first)
      }
      setClosed(false)
    },
    close: () => setClosed(true),
  }
}
