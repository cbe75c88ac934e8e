import { normaliseTracking } from '../../../shared/carriers/index.ts'

/** The prefix as codes are kept and compared; null while it cannot be one. */
export function readPrefix(typed: string): string | null {
  const prefix = normaliseTracking(typed)
  return /^[0-9A-Z]{2,20}$/.test(prefix) ? prefix : null
}

/** The length of whole numbers: null when left out, undefined when it makes no sense. */
export function readLength(typed: string): number | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  const length = Number(text)
  return Number.isInteger(length) && length >= 4 && length <= 40 ? length : undefined
}
