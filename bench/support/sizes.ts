import { parseArgs } from 'node:util'

/**
 * How much a bench does: as much as its figure is about; with --small only as much as shows that it works, as every
 * test run does. `--NAME NUMBER` changes one of the sizes.
 */
export function sizes<T extends Record<string, number>>(full: T, small: { readonly [K in keyof T]?: number }): T {
  const names = Object.keys(full)
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  const { values } = parseArgs({ options: { ...options, small: { type: 'boolean', default: false } } })
  const chosen: Record<string, number> = values.small ? { ...full, ...small } : { ...full }
  for (const name of names) {
    const given = (values as Record<string, string | boolean | undefined>)[name]
    if (given === undefined) continue
    const number = Number(given)
    if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} wants a number, not ${given}`)
    chosen[name] = number
  }
  return chosen as T
}
