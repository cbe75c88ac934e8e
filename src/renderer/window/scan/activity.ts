/** Keys that put an answer away; no barcode has them. */
const AWAY = /^(?:Escape|F\d{1,2})$/

/** Tells when a person did something that puts the last answer away: a press, Escape, another screen. */
export function onDismissal(did: () => void): () => void {
  const press = ({ key }: KeyboardEvent) => AWAY.test(key) && did()
  // In the capture phase: whoever uses the key may keep it to itself.
  window.addEventListener('keydown', press, true)
  window.addEventListener('pointerdown', did, true)
  return () => {
    window.removeEventListener('keydown', press, true)
    window.removeEventListener('pointerdown', did, true)
  }
}

/** Tells when a person pressed any key or pressed somewhere. Of the keys of a gun only the first comes here: the rest of its run is held back. */
export function onActivity(did: () => void): void {
  const hear = (event: Event) => event.isTrusted && did()
  window.addEventListener('keydown', hear, true)
  window.addEventListener('pointerdown', hear, true)
}
