interface Done {
  packages: readonly { id: string }[]
  people: readonly { residentId: string | null }[]
}

/**
 * Whether an act belongs to what the screen of `path` shows, so that its key may undo it unasked. A parcel's page shows that
 * parcel, the directory its people; messages are sent and not undone, so no act is theirs.
 */
export function isOfScreen({ packages, people }: Done, path: string): boolean {
  const [, room, id] = path.split('/')
  if (room === 'messages') return false
  if (room === 'residents') return people.length > 0
  if (room === 'packages') return packages.some((parcel) => parcel.id === id)
  return true
}
