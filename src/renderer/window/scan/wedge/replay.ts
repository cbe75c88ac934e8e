import { typedText } from '../../../../shared/wedge/keys.ts'
import type { KeyDown } from '../../../../shared/wedge/types.ts'
import { insertText } from './field.ts'
import type { Focus } from './field.ts'

const PRESSED_BY_SPACE =
  'button, summary, input:is([type=button], [type=submit], [type=reset], [type=checkbox], [type=radio])'

/** Gives a held key back: what is under the focus sees keydown, the text, and keyup, as if it came a moment later. */
export function replayKey(key: KeyDown, focus: Focus): void {
  const { el } = focus
  const wanted = el.dispatchEvent(keyboardEvent('keydown', key))
  const text = typedText(key)
  if (wanted && text) insertText(focus, text)
  const released = el.dispatchEvent(keyboardEvent('keyup', key))
  if (wanted && released && text === ' ' && el.matches(PRESSED_BY_SPACE)) el.click()
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
