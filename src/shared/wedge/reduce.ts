import { followCadence } from './cadence.ts'
import { decodeKey } from './decode.ts'
import { actsAlone, gunEndOf, isAltDigit, isBareModifier, isNativeEdit, isShortcut, terminatorOf } from './keys.ts'
import {
  closingGap,
  endOf,
  giveBack,
  isByHand,
  isCertain,
  isPreamble,
  settle,
  startRun,
  withHeld,
  withKey,
  withPassed,
  withPreamble,
} from './run.ts'
import type { KeyDown, WedgeEffect, WedgeInput, WedgeRun, WedgeSettings, WedgeState, WedgeTerminator } from './types.ts'

export interface WedgeStep {
  readonly state: WedgeState
  readonly effects: readonly WedgeEffect[]
}

/** A key hit now may still be on its way when the page's clock says that the pause is over. */
const DELIVERY_SLACK_MS = 10

/** Sooner than this after a broken scan, what comes is its rest and not a person's second try. */
const NEXT_SCAN_MS = 1000

const PASS: WedgeEffect = { type: 'pass' }
const SWALLOW: WedgeEffect = { type: 'swallow' }

/**
 * Tells a keyboard-wedge gun from a person, key by key. The first key of a burst goes through, so that typing never
 * waits; the fast ones after it are held until the burst proves to be a scan, or are given back in order. A key that acts
 * by itself (Enter) is held from the first on: it acts when no code follows.
 * Effects are to be applied in their order; exactly one of them is `pass` or `swallow` for a key.
 */
export function reduceWedge(state: WedgeState, input: WedgeInput, settings: WedgeSettings): WedgeStep {
  const { run } = state
  if (input.type === 'tick') {
    if (!run || input.t - run.lastT <= closingGap(run, settings)) return { state, effects: [] }
    return end(state, run, 'silence', settings)
  }
  if (isBareModifier(input)) {
    // Alt going down again separates two Alt + keypad sequences.
    const next = run?.altOpen && input.code.startsWith('Alt') ? { ...state, run: { ...run, altOpen: false } } : state
    return { state: next, effects: [PASS] }
  }
  if (run && input.t - run.lastT > closingGap(run, settings)) {
    const ended = end(state, run, 'silence', settings)
    const then = onKey(ended.state, null, input, settings)
    return { state: then.state, effects: [...ended.effects, ...then.effects] }
  }
  return onKey(state, run, input, settings)
}

function end(state: WedgeState, run: WedgeRun, how: WedgeTerminator, settings: WedgeSettings): WedgeStep {
  const terminator = how === 'silence' ? endOf(run, settings) : how
  // A scan cut in two by a hiccup: its head was taken for typing, or ended in silence. The tail is no scan of its own.
  const follows = (at: number | null, withinMs: number) => at !== null && firstT(run) - at <= withinMs
  const soon = 3 * settings.maxGapMs
  // From a gun that always sends Enter, a head without one is surely half a scan; nobody scans anew within a second.
  const afterSilence = settings.requireTerminator ? Math.max(soon, NEXT_SCAN_MS) : soon
  const isTail = follows(state.typedAt, soon) || (terminator !== 'silence' && follows(state.silentAt, afterSilence))
  const effects = settle(run, terminator, settings, isTail)
  if (isPreamble(run)) return { state: { ...state, run: null }, effects }
  const scanned = isCertain(run, settings) && !isByHand(run, terminator, settings)
  return {
    state: {
      run: null,
      endedAt: scanned && terminator !== 'silence' ? run.lastT : null,
      silentAt: scanned && terminator === 'silence' ? run.lastT : null,
      typedAt: scanned ? null : run.lastT,
      slow: scanned ? null : state.slow,
    },
    effects,
  }
}

function firstT(run: WedgeRun): number {
  let at = run.presses
  while (at?.previous) at = at.previous
  return at?.press.t ?? run.lastT
}

function onKey(state: WedgeState, run: WedgeRun | null, key: KeyDown, settings: WedgeSettings): WedgeStep {
  if (key.repeat || key.code === '') {
    // A held key is a finger; a key without a position is a text expander. Neither is ever a gun.
    if (run && isCertain(run, settings)) return { state, effects: [SWALLOW] }
    return {
      state: { ...state, run: null, slow: null },
      effects: [...(run ? settle(run, 'silence', settings) : []), PASS],
    }
  }
  if (key.code === settings.prefixKey || key.code === settings.suffixKey) return onProgrammed(state, run, key, settings)
  return run ? onNext(state, run, key, settings) : onFirst(state, key, settings)
}

function onProgrammed(state: WedgeState, run: WedgeRun | null, key: KeyDown, settings: WedgeSettings): WedgeStep {
  const isSuffix = key.code === settings.suffixKey && (run?.prefixed === true || key.code !== settings.prefixKey)
  // What came before a prefix at once is the gun's too.
  const ended =
    run && !isPreamble(run)
      ? end(state, { ...run, lastT: key.t }, isSuffix ? 'suffix' : 'silence', settings)
      : { state, effects: [] }
  if (isSuffix) return { state: ended.state, effects: [...ended.effects, SWALLOW] }
  const started = startRun(key.t, true)
  return { state: { ...ended.state, run: started }, effects: [...ended.effects, SWALLOW, arm(started, settings)] }
}

function onFirst(state: WedgeState, key: KeyDown, settings: WedgeSettings): WedgeStep {
  const afterScan = state.endedAt !== null && key.t - state.endedAt <= settings.maxGapMs
  if (afterScan && isLineEnd(key)) return { state: { ...state, endedAt: key.t }, effects: [SWALLOW] }
  const starts = canStart(key, settings)
  // A function key or Escape hard on the heels of a scan is one that the gun has mapped: it must not act.
  if (afterScan && !starts) return { state: { ...state, endedAt: key.t }, effects: [SWALLOW] }
  const { slow, rejection } = followCadence(state.slow, key.t, starts, settings.maxGapMs)
  const told: WedgeEffect[] = rejection ? [{ type: 'rejected', rejection }] : []
  if (comesBefore(key)) {
    const begun = onPreamble({ ...state, endedAt: null, slow }, startRun(key.t, false), key, settings)
    return { state: begun.state, effects: [...told, { type: 'open' }, ...begun.effects] }
  }
  if (!starts) return { state: { ...state, endedAt: null, slow }, effects: [...told, PASS] }
  const fresh = withKey(startRun(key.t, false), key, settings)
  // Hard on the heels of a scan only the gun can be: hold from the first key on.
  const isHeld = afterScan && !mustPass(fresh, key)
  const run = isHeld ? withHeld(fresh) : withPassed(fresh, key)
  const effects: WedgeEffect[] = isHeld ? [{ type: 'open' }, SWALLOW] : [{ type: 'open' }, PASS]
  if (isHeld || isCertain(run, settings)) effects.push(arm(run, settings))
  return { state: { ...state, run, endedAt: null, slow }, effects: [...told, ...effects] }
}

/** A key that a gun may send before its code: it acts, or moves the focus, and is no part of the code. */
const comesBefore = (key: KeyDown): boolean => actsAlone(key) || terminatorOf(key) === 'Tab'

function onPreamble(state: WedgeState, run: WedgeRun, key: KeyDown, settings: WedgeSettings): WedgeStep {
  const next = withPreamble(run, key)
  return { state: { ...state, run: next }, effects: [actsAlone(key) ? SWALLOW : PASS, arm(next, settings)] }
}

function onNext(state: WedgeState, run: WedgeRun, key: KeyDown, settings: WedgeSettings): WedgeStep {
  const wasCertain = isCertain(run, settings)
  const then = (ended: WedgeStep): WedgeStep => {
    const step = onFirst(ended.state, key, settings)
    return { state: step.state, effects: [...ended.effects, ...step.effects] }
  }
  const isNextOfPreamble = isPreamble(run) && (actsAlone(key) || (comesBefore(key) && run.preamble.length === 0))
  if (isNextOfPreamble) return onPreamble(state, run, key, settings)
  const terminator = wasCertain ? gunEndOf(key) : terminatorOf(key)
  if (terminator && !wasCertain) return then(end(state, run, terminator, settings))
  if (terminator) {
    const ended = end(state, { ...run, lastT: key.t }, terminator, settings)
    return { state: ended.state, effects: [...ended.effects, SWALLOW] }
  }
  const grown = withKey(run, key, settings)
  if (wasCertain && isByHand(grown, null, settings))
    return then({ state: { ...state, run: null, typedAt: run.lastT, slow: null }, effects: giveBack(run) })
  if (!isCertain(grown, settings) && mustPass(run, key))
    return { state: { ...state, run: withPassed(grown, key), slow: null }, effects: [...giveBack(run), PASS] }
  const held = withHeld(grown)
  return { state: { ...state, run: held, slow: null }, effects: [SWALLOW, arm(held, settings)] }
}

const arm = (run: WedgeRun, settings: WedgeSettings): WedgeEffect => ({
  type: 'arm',
  at: run.lastT + closingGap(run, settings) + DELIVERY_SLACK_MS,
})

/** What a gun may send after its Enter: CR LF comes as Enter + Ctrl+J, Enter + Enter or Enter + arrow down. */
const isLineEnd = (key: KeyDown): boolean => gunEndOf(key) !== null

/** Whether a key can be the first of a scan: a character, Alt + keypad, or a control character that no one types. */
function canStart(key: KeyDown, settings: WedgeSettings): boolean {
  if (isAltDigit(key)) return true
  // With Num Lock off a keypad digit says 'ArrowLeft': its position still says 4, and a gun may begin with it.
  if (terminatorOf(key) || (isNativeEdit(key) && !key.code.startsWith('Numpad'))) return false
  const press = { code: key.code, shift: key.shift, ctrl: key.ctrl && !key.altGraph, alt: key.alt || key.altGraph }
  if (isShortcut(key) && !(key.ctrl && !key.alt && !key.code.startsWith('Key'))) return false
  return decodeKey(press, settings) !== undefined
}

/**
 * Keys that only the system itself can carry out, so that holding them would lose them if a person hit them: they go
 * through while the run is uncertain, and what they did is undone with the rest if it proves to be a scan.
 */
const mustPass = (run: WedgeRun, key: KeyDown): boolean =>
  run.afterDead ||
  key.unscriptable === true ||
  key.composing ||
  key.key === 'Dead' ||
  key.key === 'Process' ||
  (key.alt && !key.altGraph) ||
  isNativeEdit(key)
