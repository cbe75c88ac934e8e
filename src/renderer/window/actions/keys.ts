import { createByHand, mustBeByHand, type ByHandPorts } from './byHand.ts'
import { shortcutOf } from './shortcut.ts'
import type { ActionStore } from './store.ts'

/**
 * Runs the action of a key from anywhere, fields included. Escape waits until nothing nearer has used it
 * (a list that closes, a field that empties); all others come first. What takes back, confirms or leaves is done by hand alone.
 */
export function listenToKeys(actions: ActionStore, ports: ByHandPorts): () => void {
  const byHand = createByHand(ports)
  const press = (event: KeyboardEvent) => {
    if (event.repeat || event.isComposing || event.defaultPrevented) return
    const shortcut = shortcutOf(event)
    if (!mustBeByHand(shortcut) && !byHand.isWaiting()) {
      if (actions.press(shortcut)) event.preventDefault()
    } else if (actions.canPress(shortcut)) {
      event.preventDefault()
      byHand.press(event, () => actions.press(shortcut))
    }
  }
  const early = (event: KeyboardEvent) => {
    // Keys that the program gives back came from the keyboard before.
    if (event.isTrusted) byHand.hear(event)
    if (event.key !== 'Escape') press(event)
  }
  const late = (event: KeyboardEvent) => event.key === 'Escape' && press(event)
  window.addEventListener('keydown', early, true)
  window.addEventListener('keydown', late)
  return () => {
    window.removeEventListener('keydown', early, true)
    window.removeEventListener('keydown', late)
  }
}
