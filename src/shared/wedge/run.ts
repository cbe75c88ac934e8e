import { decodeKey, decodePresses } from './decode.ts'
import { isAltDigit, isNativeEdit, terminatorOf, typedText } from './keys.ts'
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
/** Of five keys or more that fingers hit one after the other, half of the gaps are longer. Most guns are many times quicker. */
const HAND_MS = 20
/** A hiccup of the computer tears a scan once or twice. */
const PAUSES_OF_A_HAND = 3
/** Bursts shorter than this are two fingers on the way: not worth a line in the diagnostics. */
const WORTH_REPORTING = 3

/** An empty run. */
export const startRun = (t: number, prefixed: boolean): WedgeRun => ({
  prefixed,
  presses: null,
  keys: 0,
  chars: 0,
  lastT: t,
  pauses: 0,
  preamble: [],
  leaked: '',
  passed: 0,
  edited: false,
  tabbed: false,
  corrupt: false,
  capsLock: false,
  altOpen: false,
  afterDead: false,
})

/** Whether nobody but a gun can have typed this run. */
export const isCertain = (run: WedgeRun, settings: WedgeSettings): boolean =>
  run.prefixed || run.chars >= settings.minLength

/** Whether only keys have come that a gun may send before its code: none of them counts for a character. */
export const isPreamble = (run: WedgeRun): boolean => run.keys === 0 && !run.prefixed

/** The run with one more key before its first character: Tab has moved the focus, every other one is held. */
export const withPreamble = (run: WedgeRun, key: KeyDown): WedgeRun =>
  terminatorOf(key) === 'Tab'
    ? { ...run, lastT: key.t, tabbed: true }
    : { ...run, lastT: key.t, preamble: [...run.preamble, key] }

/**
 * Whether fingers hit a run that is long enough for a scan: it pauses too often, or it just stops where this gun sends an end,
 * and was no quicker than a hand.
 */
export function isByHand(run: WedgeRun, terminator: WedgeTerminator | null, settings: WedgeSettings): boolean {
  if (run.prefixed) return false
  if (run.pauses >= PAUSES_OF_A_HAND) return true
  if (terminator !== 'silence' || !settings.requireTerminator) return false
  return paceOf(pressesOf(run)).medianGap >= HAND_MS
}

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
    presses: { press, key, previous: run.presses },
    keys: run.keys + 1,
    chars: run.chars + (counts ? 1 : 0),
    lastT: key.t,
    pauses: run.pauses + (run.keys > 0 && key.t - run.lastT > settings.maxGapMs ? 1 : 0),
    edited: run.edited || edits,
    corrupt: run.corrupt || character === undefined,
    capsLock: run.capsLock || key.capsLock,
    altOpen: altDigit,
  }
}

/** The run after its newest key was let through, and all that was held before it. */
export const withPassed = (run: WedgeRun, key: KeyDown): WedgeRun => ({
  ...run,
  leaked: run.leaked + keysOf(run).slice(run.passed).map(typedText).join(''),
  passed: run.keys,
  preamble: [],
  afterDead: key.key === 'Dead',
})

/** The run after its newest key was held back. */
export const withHeld = (run: WedgeRun): WedgeRun => ({ ...run, afterDead: false })

function linksOf(run: WedgeRun): PressLink[] {
  const links: PressLink[] = []
  for (let at = run.presses; at; at = at.previous) links.push(at)
  return links.toReversed()
}
const keysOf = (run: WedgeRun): KeyDown[] => linksOf(run).map(({ key }) => key)
const pressesOf = (run: WedgeRun): WedgePress[] => linksOf(run).map(({ press }) => press)

/** What gives back the keys that are held, in their order, if there are any. */
export function giveBack(run: WedgeRun): WedgeEffect[] {
  const keys = [...run.preamble, ...keysOf(run).slice(run.passed)]
  return keys.length > 0 ? [{ type: 'replay', keys }] : []
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
  return ENDS[decodePresses(pressesOf(run), settings).text.slice(-1)] ?? 'silence'
}

function scanOf(run: WedgeRun, terminator: WedgeTerminator, isTail: boolean, settings: WedgeSettings): WedgeScan {
  const presses = pressesOf(run)
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

/** What to do with a run that is over: a scan if nobody but a gun can have typed it, otherwise a person's typing, given back. */
export function settle(
  run: WedgeRun,
  terminator: WedgeTerminator,
  settings: WedgeSettings,
  isTail = false,
): WedgeEffect[] {
  const isLong = isCertain(run, settings)
  if (isLong && !isByHand(run, terminator, settings)) {
    if (!run.presses) return []
    const { passed, edited, tabbed } = run
    return [{ type: 'scan', scan: scanOf(run, terminator, isTail, settings), passed, edited, tabbed }]
  }
  const effects = giveBack(run)
  if (run.chars >= WORTH_REPORTING) {
    const reason = isLong ? 'too-slow' : 'too-short'
    effects.push({ type: 'rejected', rejection: { reason, chars: run.chars, ...paceOf(pressesOf(run)) } })
  }
  return effects
}
