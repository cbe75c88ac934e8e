const listeners = new Set<() => void>()

/** Runs when something more important arrives than an open dialog, such as a scan. */
export function onDismissAll(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Closes whatever floats above the screen. Floating things hold no unsaved work. */
export function dismissAll(): void {
  for (const listener of listeners) listener()
}
