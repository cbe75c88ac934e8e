import { normaliseTracking } from '../carriers/index.ts'
import { isContainer } from './container.ts'
import { unwrapFrame } from './frame.ts'

/** A code that somebody holds in hand while teaching: as it was scanned, or typed off the label. */
export interface TaughtCode {
  text: string
  aim: string | null
}

/** What can be taught from a code: how it begins and how long it is, in the form in which codes are compared. */
export function lessonFrom({ text, aim }: TaughtCode): { prefix: string; length: number } | null {
  const frame = unwrapFrame({ text, aim })
  // A square code begins alike whoever sent the parcel.
  if (isContainer(frame.text)) return null
  const code = normaliseTracking(frame.text)
  if (code.length < 8 || code.length > 40) return null
  const letters = /^[A-Z]{2,6}/.exec(code)?.[0]
  return { prefix: letters ?? code.slice(0, 4), length: code.length }
}
