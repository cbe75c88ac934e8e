import { createHash, createHmac } from 'node:crypto'

/** What stands before the first entry of a segment. */
export const START: Uint8Array = new Uint8Array(32)

/** The hash of an entry: of the hash before it and of its bytes. */
export const linkOf = (before: Uint8Array, body: Uint8Array): Buffer =>
  createHash('sha256').update(before).update(body).digest()

/** Values under a salt, columns in order and empty ones left out: the same values have the same digest, whatever columns came later. */
export function digestOf(salt: Uint8Array, values: Readonly<Record<string, unknown>>): string {
  const said = Object.keys(values)
    .filter((column) => values[column] !== null && values[column] !== undefined)
    .toSorted()
    .map((column) => [column, values[column]])
  return createHmac('sha256', salt).update(JSON.stringify(said)).digest('base64url')
}
