import type { Pool } from 'pg'
import { Problem } from './problem.ts'
import type { QueryNode } from './query/select.ts'

const known = new Map<string, string>()

function wanted(node: QueryNode, into: Set<string>): Set<string> {
  for (const item of node.items) {
    if (item.kind === 'embed') wanted(item.node, into)
    else if (item.cast !== undefined) into.add(item.cast)
  }
  return into
}

/** The types that the request casts to, as Postgres writes them: the request's own words never reach a statement. */
export async function resolveCasts(admin: Pool, node: QueryNode): Promise<Map<string, string>> {
  const casts = new Map<string, string>()
  for (const name of wanted(node, new Set())) {
    let type = known.get(name)
    if (type === undefined) {
      const found = await admin
        .query<{ type: string | null }>('select format_type(to_regtype($1), -1) as type', [name])
        .catch(() => undefined)
      const row = found?.rows[0]?.type
      if (row === null || row === undefined || row === '-') {
        throw new Problem(400, '42704', `type "${name}" does not exist`)
      }
      type = row
      known.set(name, type)
    }
    casts.set(name, type)
  }
  return casts
}
