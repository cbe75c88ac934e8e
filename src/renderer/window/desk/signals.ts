/** Wishes that an action has of a part of the shell, without holding that part. */
export const READY = 'ready'
export const SEARCH = 'search'
export const SHORTCUTS = 'shortcuts'
export const PEOPLE = 'people'
/** The computer was locked or goes to sleep: the console locks too. */
export const LOCK = 'lock'
/** Somebody's badge was read, and their PIN is to follow; the text is their id. */
export const BADGE = 'badge'
/** Names are hidden, or shown again. */
export const PRIVACY = 'privacy'
/** The screen that is open was asked for again. */
export const BEGIN = 'begin'

type Name =
  | typeof READY
  | typeof SEARCH
  | typeof SHORTCUTS
  | typeof PEOPLE
  | typeof LOCK
  | typeof BADGE
  | typeof PRIVACY
  | typeof BEGIN

const listeners = new Map<Name, Set<(text: string) => void>>()

export const signal = {
  send: (name: Name, text = ''): void => listeners.get(name)?.forEach((listener) => listener(text)),
  on: (name: Name, listener: (text: string) => void): (() => void) => {
    const set = listeners.get(name) ?? new Set()
    listeners.set(name, set.add(listener))
    return () => set.delete(listener)
  },
}
