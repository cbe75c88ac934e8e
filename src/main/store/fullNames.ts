import { fold } from '../../shared/text/fold.ts'
import { ERASED_NAMES } from '../../shared/privacy/erasing.ts'

interface Statement {
  all(...values: unknown[]): unknown[]
}
interface Name {
  given: string | null
  family: string | null
}

/** Every full name that these entries of one person have or had; one word alone would name too many. */
export function fullNames(prepare: (sql: string) => Statement, residents: readonly string[]): [string, string][] {
  const now = prepare('SELECT given_name AS given, family_name AS family FROM residents WHERE id = ?')
  const before = prepare(
    `SELECT json_extract(e.before, '$.given_name') AS given, json_extract(e.before, '$.family_name') AS family
     FROM directory_events e WHERE e.table_name = 'residents' AND e.row_id = ?`,
  )
  const known = (texts: (string | null)[]): string[] => [
    ...new Set(texts.flatMap((text) => (text === null || fold(text) === '' ? [] : [text]))),
  ]
  return residents.flatMap((id) => {
    const all = [...now.all(id), ...before.all(id)] as Name[]
    const families = known(all.map(({ family }) => family))
    return known(all.map(({ given }) => given)).flatMap((given) =>
      families
        .filter((family) => !(ERASED_NAMES as readonly string[]).includes(family))
        .map((family): [string, string] => [given, family]),
    )
  })
}

/** The ways in which full names are written, as they are compared. */
export const namesFolded = (names: readonly (readonly [string, string])[]): ReadonlySet<string> =>
  new Set(names.flatMap(([given, family]) => [fold(`${given} ${family}`), fold(`${family} ${given}`)]))

/** Whether a text holds one of these names as whole words. */
export function holdsName(folded: ReadonlySet<string>, text: string): boolean {
  if (folded.size === 0) return false
  const words = ` ${fold(text)} `
  return [...folded].some((name) => words.includes(` ${name} `))
}
