import { words } from '../../../shared/text/fold.ts'
import type { Store } from '../../store/open.ts'

/** Names as written are looked through one by one: the newest of them, since nobody asks after older ones. */
const LOOKED_THROUGH = 500

/** The parcels whose name as written has every typed word, at least its beginning; newest first. */
export function writtenAs(store: Pick<Store, 'prepare'>, text: string): string[] {
  const typed = words(text)
  if (!/\p{L}{2}/u.test(text)) return []
  const rows = store
    .prepare(
      `SELECT id, written_name FROM packages WHERE written_name IS NOT NULL AND deleted_at IS NULL
       ORDER BY received_at DESC LIMIT ${LOOKED_THROUGH}`,
    )
    .all() as { id: string; written_name: string }[]
  return rows.flatMap(({ id, written_name: name }) => {
    const named = words(name)
    return typed.every((word) => named.some((one) => one.startsWith(word))) ? [id] : []
  })
}
