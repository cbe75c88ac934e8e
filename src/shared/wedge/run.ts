import { decodeKey, decodePresses } from './decode.ts'
import { isAltDigit, isNativeEdit, typedText } from './keys.ts'
import { isAccent } from './layouts.ts'
import { MAX_WEDGE_CHARS } from './settings.ts'
import type {
  KeyDown,
  PressLink,
  WedgeEffect,
  WedgePress,
  WedgeRun,
  WedgeScan,
  WedgeSettings,
  WedgeTerminator,
} from './types.ts'

/** How long a certain scan waits for its end when the gun is known to send one. */
const PATIENCE_MS = 250
/** Bursts shorter than this are two fingers on the way: not worth a line in the diagnostics. */
const WORTH_REPORTING = 3

/** An empty run. */
export const startRun = (t: number, prefixed: boolean): WedgeRun => ({
  prefixed,
  presses: null,
  keys: 0,
  chars: 0,
  lastT: t,
  held: [],
  leaked: '',
  passed: 0,
  edited: false,
  corrupt: false,
  capsLock: false,
  altOpen: false,
  afterDead: false,
})

/** Whether nobody but a gun can have typed this run. */
export const isCertain = (run: WedgeRun, settings: WedgeSettings): boolean =>
  run.prefixed || run.chars >= settings.minLength

/** How long the run may pause before it is over. */
export function closingGap(run: WedgeRun, settings: WedgeSettings): number {
  if (!isCertain(run, settings)) return settings.maxGapMs
  if (settings.requireTerminator || (run.prefixed && settings.suffixKey !== null)) return PATIENCE_MS
  return run.prefixed ? Math.max(settings.maxGapMs, 120) : settings.maxGapMs
}

/** The run with one more key, which is neither held nor let through yet. */
export function withKey(run: WedgeRun, key: KeyDown, settings: WedgeSettings): WedgeRun {
  if (run.keys >= MAX_WEDGE_CHARS) return { ...run, lastT: key.t, corrupt: true }
  const altDigit = isAltDigit(key)
  const press: WedgePress = {
    code: key.code,
    key: key.key,
    shift: key.shift,
    ctrl: key.ctrl && !key.altGraph,
    alt: key.alt || key.altGraph,
    opensAlt: altDigit && !run.altOpen,
    t: key.t,
  }
  const edits = !altDigit && isNativeEdit(key)
  const character = altDigit ? '' : key.meta ? undefined : decodeKey(press, settings)
  const counts = altDigit ? press.opensAlt : character === undefined ? !edits : !isAccent(character)
  return {
    ...run,
    presses: { press, previous: run.presses },
    keys: run.keys + 1,
    chars: run.chars + (counts ? 1 : 0),
    lastT: key.t,
    edited: run.edited || edits,
    corrupt: run.corrupt || character === undefined,
    capsLock: run.capsLock || key.capsLock,
    altOpen: altDigit,
  }
}

/** The run after its newest key was let through, and all that was held before it. */
export const withPassed = (run: WedgeRun, key: KeyDown): WedgeRun => ({
  ...run,
  leaked: run.leaked + [...run.held, key].map(typedText).join(''),
  passed: run.passed + run.held.length + 1,
  held: [],
  afterDead: key.key === 'Dead',
})

/** The run after its newest key was held back. A certain run is never replayed, so nothing is kept. */
export const withHeld = (run: WedgeRun, key: KeyDown, settings: WedgeSettings): WedgeRun => ({
  ...run,
  held: isCertain(run, settings) ? [] : [...run.held, key],
  afterDead: false,
})

/** The presses of a run, oldest first. */
export function pressesOf(link: PressLink | null): WedgePress[] {
  const presses: WedgePress[] = []
  for (let at = link; at; at = at.previous) presses.push(at.press)
  return presses.toReversed()
}

/** Longest and median pause between keys. */
export function paceOf(presses: readonly { readonly t: number }[]): { maxGap: number; medianGap: number } {
  const gaps = presses.slice(1).map((press, at) => Math.max(0, press.t - presses[at]!.t))
  const sorted = gaps.toSorted((a, b) => a - b)
  return { maxGap: sorted.at(-1) ?? 0, medianGap: sorted[Math.floor(sorted.length / 2)] ?? 0 }
}

const ENDS: Readonly<Record<string, WedgeTerminator>> = { '\r': 'Enter', '\n': 'LF', '\u0003': 'ETX' }

/** How a run that just stopped did end: a gun may send its last character as Alt + keypad. */
export function endOf(run: WedgeRun, settings: WedgeSettings): WedgeTerminator {
  if (!isCertain(run, settings)) return 'silence'
  return ENDS[decodePresses(pressesOf(run.presses), settings).text.slice(-1)] ?? 'silence'
}

function scanOf(run: WedgeRun, terminator: WedgeTerminator, isTail: boolean, settings: WedgeSettings): WedgeScan {
  const presses = pressesOf(run.presses)
  const { text, corrupt } = decodePresses(presses, settings)
  const isDamaged = corrupt || run.corrupt || isTail
  const wantsEnd = settings.requireTerminator || (run.prefixed && settings.suffixKey !== null)
  const isCut = terminator === 'silence' && wantsEnd
  return {
    text,
    terminator,
    chars: [...text].length,
    ...paceOf(presses),
    leaked: run.leaked,
    corrupt: isDamaged || isCut,
    unended: isCut && !isDamaged,
    typed: presses.map(({ key, ctrl }) => typedText({ key, ctrl, alt: false, altGraph: false, meta: false })).join(''),
    capsLock: run.capsLock,
    presses,
  }
}

/** What to do with a run that is over: a scan if it is certain, otherwise a person's typing, given back. */
export function settle(
  run: WedgeRun,
  terminator: WedgeTerminator,
  settings: WedgeSettings,
  isTail = false,
): WedgeEffect[] {
  if (isCertain(run, settings)) {
    if (!run.presses) return []
    return [{ type: 'scan', scan: scanOf(run, terminator, isTail, settings), passed: run.passed, edited: run.edited }]
  }
  const effects: WedgeEffect[] = run.held.length > 0 ? [{ type: 'replay', keys: run.held }] : []
  if (run.chars >= WORTH_REPORTING) {
    const pace = paceOf(pressesOf(run.presses))
    effects.push({ type: 'rejected', rejection: { reason: 'too-short', chars: run.chars, ...pace } })
  }
  return effects
}
