import { createHash } from 'node:crypto'

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 9

/**
 * What makes the command codes of a building its own: 45 bits of its id, which stands on no label. A label that somebody
 * brings along, or prints after reading this program, commands nothing here.
 */
export function commandSeal(buildingId: string): string {
  const bytes = createHash('sha256').update(`lofts-desk command codes ${buildingId}`).digest()
  return Array.from(bytes.subarray(0, LENGTH), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
}
