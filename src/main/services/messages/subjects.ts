import { fold } from '../../../shared/text/fold.ts'
import type { Store } from '../../store/open.ts'

export interface Subject {
  id: string
  subject: string
  /** Folded, a space before each word. */
  words: string
}

/** More changes at once, and all subjects are read anew. */
const MOST = 500

/** The subjects of all conversations, newest first, ready to be searched: at a change only what changed is read again. */
export function subjectIndex(store: Store) {
  const COLUMNS = `SELECT id, subject FROM conversations WHERE deleted_at IS NULL AND subject <> ''`
  const all = store.prepare<{ id: string; subject: string }>(`${COLUMNS} ORDER BY id DESC`)
  const one = store.prepare<{ id: string; subject: string }>(`${COLUMNS} AND id = ?`)
  const changed = new Set<string>()
  let subjects: Subject[] | null = null

  const made = (row: { id: string; subject: string }): Subject => ({ ...row, words: ` ${fold(row.subject)}` })
  /** Where an id stands, or would. */
  function placeOf(list: readonly Subject[], id: string): number {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (list[middle]!.id > id) low = middle + 1
      else high = middle
    }
    return low
  }
  const stop = store.onChange(({ tables }) => {
    const ids = tables['conversations']
    if (!ids || !subjects) return
    for (const id of ids) changed.add(id)
    if (ids.length === 0 || changed.size > MOST) subjects = null
  })
  return {
    read(): readonly Subject[] {
      if (!subjects) subjects = all.all().map(made)
      else
        for (const id of changed) {
          const place = placeOf(subjects, id)
          const row = one.get(id)
          subjects.splice(place, subjects[place]?.id === id ? 1 : 0, ...(row ? [made(row)] : []))
        }
      changed.clear()
      return subjects
    },
    [Symbol.dispose]: stop,
  }
}
