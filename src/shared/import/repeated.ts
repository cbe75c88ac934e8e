import { fold } from '../text/fold.ts'
import type { ColumnUse } from './fields.ts'

/** Headings that stand more than once in a file, where one of their columns is read and another is not. */
export function repeatedUnread(columns: readonly { readonly heading: string }[], uses: readonly ColumnUse[]): string[] {
  const words = columns.map(({ heading }) => fold(heading))
  const read = new Set(words.filter((word, at) => word !== '' && uses[at]))
  const unread = new Map<string, string>()
  for (const [at, word] of words.entries())
    if (!uses[at] && read.has(word) && !unread.has(word)) unread.set(word, columns[at]!.heading)
  return [...unread.values()]
}
