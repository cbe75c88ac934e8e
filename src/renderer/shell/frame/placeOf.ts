/** The places of the rail that are called by the first part of a path. */
const PLACES = new Set(['intake', 'waiting', 'notices', 'handover', 'messages', 'residents', 'settings'])
/** What belongs to another place than the settings, from which all the rest is reached. */
const WITHIN: Readonly<Record<string, string>> = {
  packages: 'waiting',
  shelves: 'waiting',
  units: 'residents',
  import: 'residents',
}

/** Which place of the rail a path belongs to: each has one, so that somebody always sees where they are. */
export function placeOf(path: string): string {
  const first = path.split('?', 1)[0]!.split('/')[1] || 'intake'
  return `go.${PLACES.has(first) ? first : (WITHIN[first] ?? 'settings')}`
}
