import { it } from 'vitest'
import { ATTACKS } from '../attacks.ts'

/** A test that plays an attack of the list. */
export function attack(name: string, play: () => Promise<void> | void): void {
  if (!ATTACKS.some((each) => each.name === name)) throw new Error(`Not in the list of attacks: ${name}`)
  it(name, play)
}
