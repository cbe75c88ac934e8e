import { hash } from 'node:crypto'

/** What stands before the first entry of a segment. */
export const START: Uint8Array = new Uint8Array(32)

/** The hash of an entry: of the hash before it and of its bytes. */
export const linkOf = (before: Uint8Array, body: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([before, body]), 'buffer')

/** Values under a salt, columns in order and empty ones left out: the same values have the same digest, whatever columns came later. */
export function digestOf(salt: Uint8Array, values: Readonly<Record<string, unknown>>): string {
  const said = Object.keys(values)
    .filter((column) => values[column] !== null && values[column] !== undefined)
    .toSorted()
    .map((column) => [column, values[column]])
  return hash('sha256', Buffer.concat([salt, Buffer.from(JSON.stringify(said))]), 'base64url')
}
