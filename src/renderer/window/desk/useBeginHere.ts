import { useEffect, type RefObject } from 'react'
import { BEGIN, signal } from './signals.ts'

/**
 * The field that a screen begins with: it has the focus when the screen opens, and again when the key of the screen is
 * pressed a second time, with its text marked, so that what is typed next stands alone.
 */
export function useBeginHere(field: RefObject<HTMLInputElement | null>, here = true): void {
  useEffect(() => {
    if (!here) return
    field.current?.focus()
    return signal.on(BEGIN, () => {
      field.current?.focus()
      field.current?.select()
    })
  }, [field, here])
}
