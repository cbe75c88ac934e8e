import type { Response } from '../../../shared/contract/index.ts'

export type Opening = Response<'handover.open'>
export type Collector = Opening['collectors'][number]

export const SOMEONE_ELSE = 'other'

/** Two people of a unit may share a name, and the list may be another one by the time that somebody comes back to it. */
export const collectorKey = ({ residentId, name }: Collector, index: number): string => `${index}:${residentId ?? name}`

const KEYED = 8

/** The key that chooses a collector: Ctrl+1 to Ctrl+8 by their place, Ctrl+9 for somebody who is not in the list. */
export function collectorShortcut(at: number | null): string | null {
  if (at === null) return 'Ctrl+9'
  return at < KEYED ? `Ctrl+${at + 1}` : null
}

/** Whom a digit chooses with Ctrl: the other way round. Null when nobody has that key. */
export function collectorAt(digit: number, collectors: readonly Collector[]): string | null {
  if (digit === KEYED + 1) return SOMEONE_ELSE
  const collector = collectors[digit - 1]
  return digit <= KEYED && collector ? collectorKey(collector, digit - 1) : null
}

/** The person themselves, or the only one who could have come. Who is not expected is chosen by a hand of its own. */
export function likelyCollector({ collectors, resident }: Opening): string {
  const index = resident
    ? collectors.findIndex(({ residentId }) => residentId === resident.id)
    : collectors.length === 1
      ? 0
      : -1
  const found = collectors[index]
  return found && found.care === null ? collectorKey(found, index) : ''
}
