import { shortcutOf } from './shortcut.ts'
import type { ActionStore } from './store.ts'

/**
 * Runs the action of a key from anywhere, fields included. Escape waits until nothing nearer has used it
 * (a list that closes, a field that empties); all others come first.
 */
export function listenToKeys(actions: ActionStore): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.repeat || event.isComposing || event.defaultPrevented) return
    if (actions.press(shortcutOf(event))) event.preventDefault()
  }
  const early = (event: KeyboardEvent) => event.key !== 'Escape' && press(event)
  const late = (event: KeyboardEvent) => event.key === 'Escape' && press(event)
  window.addEventListener('keydown', early, true)
  window.addEventListener('keydown', late)
  return () => {
    window.removeEventListener('keydown', early, true)
    window.removeEventListener('keydown', late)
  }
}
