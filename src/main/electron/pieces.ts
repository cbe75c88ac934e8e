import { readFileSync } from 'node:fs'

/** The bytes of one file of the console; null, and told, where it cannot be read any more. */
export function pieceAt(path: string, onUnreadable: (error: unknown) => void): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    onUnreadable(error)
    return null
  }
}
