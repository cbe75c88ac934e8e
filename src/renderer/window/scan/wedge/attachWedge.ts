import { isBareModifier } from '../../../../shared/wedge/keys.ts'
import { reduceWedge } from '../../../../shared/wedge/reduce.ts'
import { IDLE_WEDGE } from '../../../../shared/wedge/settings.ts'
import type {
  KeyDown,
  WedgeEffect,
  WedgeInput,
  WedgeRejection,
  WedgeScan,
  WedgeSettings,
} from '../../../../shared/wedge/types.ts'
import { focusOf, isUnscriptable, restore, snapshotOf } from './field.ts'
import type { Focus, Snapshot } from './field.ts'
import { replayKey } from './replay.ts'

export interface WedgeTimers {
  set(run: () => void, ms: number): unknown
  clear(timer: unknown): void
}

export interface WedgeOptions {
  /** Read at every key, so that a change of settings takes effect at once. */
  getSettings(): WedgeSettings
  /** Called after the field is as it was before the scan. */
  onScan(scan: WedgeScan): void
  /** A burst that was taken for typing: for the scanner diagnostics. */
  onRejected?(rejection: WedgeRejection): void
  /** Draws what a key that was given back has changed, before the next one is: real keys come one by one. */
  flush?(): void
  /** The clock of event.timeStamp. */
  now?(): number
  timers?: WedgeTimers
}

/** A timer this late means that the page was busy: keys may be waiting behind it. */
const LATE_MS = 8

/**
 * Listens for a keyboard-wedge gun on a whole page. Attach it before the application renders, so that no other
 * listener on window hears the gun's keys first. Returns what detaches it.
 *
 * What the page sees: a scan costs the field its first character for some milliseconds and nothing else; no keydown,
 * keypress or keyup of the rest, its Enter included, reaches any handler; nor does an Enter, Space or Alt + digit that the
 * gun sends before it. Typing faster than `maxGapMs`, and each Enter, is held until the pause after it, then given back:
 * keydown, text or what the browser does by itself, keyup for each key, in order.
 *
 * To drive it in a test: only trusted events count (replayed keys, and events that components send themselves, are
 * not a keyboard), so send keys through CDP `Input.dispatchKeyEvent` or Electron's `webContents.sendInputEvent`, with
 * `code` set. One `keyDown` (with `text`) and one `keyUp` per character; Shift is a bit of `modifiers`, 8. CDP takes
 * `timestamp` in seconds since the epoch, which becomes `event.timeStamp`: give every key its own to set the pace
 * exactly on a slow machine. Playwright's `page.keyboard.press` sends `code` too; `keyboard.insertText` sends no keys.
 */
export function attachWedge(target: Window | Document, options: WedgeOptions): () => void {
  const win = 'defaultView' in target ? target.defaultView! : target
  const doc = win.document
  const now = options.now ?? (() => win.performance.now())
  const timers: WedgeTimers = options.timers ?? {
    set: (run, ms) => win.setTimeout(run, ms),
    clear: (timer) => win.clearTimeout(timer as number),
  }
  let state = IDLE_WEDGE
  let timer: unknown = null
  let snapshot: Snapshot | null = null
  let heldIn: Focus | null = null
  let lastWasSwallowed = false
  const swallowed = new Set<string>()

  function step(input: WedgeInput, focus: Focus | null, event: KeyboardEvent | null): void {
    const { state: next, effects } = reduceWedge(state, input, options.getSettings())
    state = next
    // First of all: a handler that throws below must not let the gun's Enter through.
    if (event)
      judge(
        event,
        effects.some(({ type }) => type === 'swallow'),
      )
    const calls: (() => void)[] = []
    for (const effect of effects) {
      // The pause counts from when the key arrived: a page or a system that lags must not cut a scan in two.
      if (effect.type === 'arm') arm(effect.at, effect.at - Math.min(input.t, now()))
      else apply(effect, focus, calls)
    }
    if (!state.run) disarm()
    for (const call of calls) call()
  }

  function judge(event: KeyboardEvent, isSwallowed: boolean): void {
    if (!isBareModifier(event)) lastWasSwallowed = isSwallowed
    if (!isSwallowed) {
      swallowed.delete(event.code)
      return
    }
    swallowed.add(event.code)
    block(event)
  }

  function apply(effect: WedgeEffect, focus: Focus | null, calls: (() => void)[]): void {
    if (effect.type === 'open') {
      snapshot = focus && snapshotOf(focus)
      heldIn = null
    } else if (effect.type === 'swallow') heldIn ??= focus
    else if (effect.type === 'rejected') calls.push(() => options.onRejected?.(effect.rejection))
    else if (effect.type === 'replay') replay(effect.keys)
    else if (effect.type === 'scan') {
      if (snapshot && effect.passed > 0) restore(snapshot, effect.passed, effect.edited)
      if (snapshot && effect.tabbed) giveFocusBack(snapshot.focus.el)
      calls.push(() => options.onScan(effect.scan))
    }
  }

  function replay(keys: readonly KeyDown[]): void {
    const first = heldIn?.el.isConnected ? heldIn : focusOf(doc)
    heldIn = null
    // Where a replayed key moves the focus, the next one follows, as it would have.
    const follows = focusOf(doc).el === first.el
    for (const key of keys) {
      replayKey(key, follows ? focusOf(doc) : first)
      options.flush?.()
    }
  }

  function arm(at: number, wait: number): void {
    disarm()
    const due = now() + wait
    timer = timers.set(() => {
      timer = null
      if (wait > 0 && now() - due > LATE_MS) arm(at, 0)
      else step({ type: 'tick', t: Math.max(now(), at) }, null, null)
    }, wait)
  }

  function disarm(): void {
    if (timer !== null) timers.clear(timer)
    timer = null
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.isTrusted) return
    const focus = focusOf(doc)
    step(keyDownOf(event, focus), focus, event)
  }

  function onKeyPress(event: KeyboardEvent): void {
    // The character of an Alt + keypad sequence comes by itself when Alt goes up.
    if (event.isTrusted && lastWasSwallowed) block(event)
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (event.isTrusted && swallowed.delete(event.code)) block(event)
  }

  function finish(): void {
    swallowed.clear()
    step({ type: 'tick', t: Infinity }, null, null)
  }

  function onBlur(event: Event): void {
    if (event.target === win) finish()
  }

  win.addEventListener('keydown', onKeyDown, true)
  win.addEventListener('keypress', onKeyPress, true)
  win.addEventListener('keyup', onKeyUp, true)
  win.addEventListener('blur', onBlur)
  return () => {
    finish()
    win.removeEventListener('keydown', onKeyDown, true)
    win.removeEventListener('keypress', onKeyPress, true)
    win.removeEventListener('keyup', onKeyUp, true)
    win.removeEventListener('blur', onBlur)
  }
}

/** A gun's Tab has moved the focus: the next Enter is to press what the person sees and not what is beside it. */
function giveFocusBack(el: HTMLElement): void {
  if (el === el.ownerDocument.body) focusOf(el.ownerDocument).el.blur()
  else if (el.isConnected) el.focus({ preventScroll: true })
}

function block(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

const keyDownOf = (event: KeyboardEvent, focus: Focus): KeyDown => ({
  type: 'down',
  code: event.code,
  key: event.key,
  shift: event.shiftKey,
  ctrl: event.ctrlKey,
  alt: event.altKey,
  altGraph: event.getModifierState('AltGraph'),
  meta: event.metaKey,
  capsLock: event.getModifierState('CapsLock'),
  repeat: event.repeat,
  composing: event.isComposing,
  t: event.timeStamp,
  unscriptable: isUnscriptable(focus),
  presses: focus.kind === 'other',
})
