import { isShortcut, terminatorOf, typedText } from '../../../../shared/wedge/keys.ts'
import type { KeyDown } from '../../../../shared/wedge/types.ts'
import { insertText } from './field.ts'
import type { Focus } from './field.ts'
import { enter, space } from './native.ts'

/** Gives a held key back: what is under the focus sees keydown, the text, and keyup, as if it came a moment later. */
export function replayKey(key: KeyDown, focus: Focus): void {
  const { el } = focus
  const wanted = el.dispatchEvent(keyboardEvent('keydown', key))
  const text = typedText(key)
  if (wanted && text) insertText(focus, text)
  if (wanted && terminatorOf(key) === 'Enter' && !isShortcut(key)) enter(focus)
  const released = el.dispatchEvent(keyboardEvent('keyup', key))
  if (wanted && released && text === ' ' && focus.kind === 'other') space(focus, key.shift)
}

const keyboardEvent = (type: string, key: KeyDown): KeyboardEvent =>
  new KeyboardEvent(type, {
    key: key.key,
    code: key.code,
    shiftKey: key.shift,
    ctrlKey: key.ctrl,
    altKey: key.alt,
    metaKey: key.meta,
    modifierAltGraph: key.altGraph,
    modifierCapsLock: key.capsLock,
    bubbles: true,
    cancelable: true,
    composed: true,
  })
