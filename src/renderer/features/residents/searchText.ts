let text = ''
const listeners = new Set<() => void>()

/** What was last searched in the directory: still there on the way back from a person. */
export const searchText = (): string => text

/** Searches the directory for something else. */
export function setSearchText(next: string): void {
  text = next
  for (const listener of listeners) listener()
}

/** Tells when the search changed. */
export function onSearch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
