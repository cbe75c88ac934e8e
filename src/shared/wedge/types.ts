import type { WedgeLayout } from './layouts.ts'

/** One keydown, as the browser tells it. */
export interface KeyDown {
  readonly type: 'down'
  /** KeyboardEvent.code: the physical key. */
  readonly code: string
  /** KeyboardEvent.key: the character of the computer's own layout. */
  readonly key: string
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly altGraph: boolean
  readonly meta: boolean
  readonly capsLock: boolean
  readonly repeat: boolean
  readonly composing: boolean
  /** Milliseconds, from event.timeStamp: when the key was hit, not when the page heard of it. */
  readonly t: number
  /** The control under focus cannot be typed into by script (date, time, native list): let keys in until sure. */
  readonly unscriptable?: boolean
  /** No text field is under focus: Space presses, marks or scrolls, and types nothing. */
  readonly presses?: boolean
}

/** The clock, when it was asked for by `arm`. */
export interface Tick {
  readonly type: 'tick'
  readonly t: number
}

export type WedgeInput = KeyDown | Tick

export interface WedgeSettings {
  /** The layout that the gun is set to, whatever the layout of the computer. */
  readonly layout: WedgeLayout
  /** Longest pause between two keys of one scan, 20..120. */
  readonly maxGapMs: number
  /** Fewest characters that make a scan without a programmed prefix. */
  readonly minLength: number
  /** Codes of keys programmed into the gun (such as 'F13'), or null. */
  readonly prefixKey: string | null
  readonly suffixKey: string | null
  /** Code of the key that the gun sends for GS (ZKTeco: 'F8'), or null. */
  readonly groupSeparatorKey: string | null
  /** The gun was seen to end with Enter or Tab: a burst that just stops is a broken scan. */
  readonly requireTerminator: boolean
}

/** How a scan ended: LF and ETX are control characters that some guns send instead of Enter. */
export type WedgeTerminator = 'Enter' | 'Tab' | 'LF' | 'ETX' | 'suffix' | 'silence'

/** A key of a scan, kept so that a test scan can tell the gun's layout and speed. */
export interface WedgePress {
  readonly code: string
  readonly key: string
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  /** First digit of an Alt + keypad sequence. */
  readonly opensAlt: boolean
  readonly t: number
}

export interface WedgeScan {
  /** What the gun read, in the gun's layout. U+FFFD stands where a key has no character. */
  readonly text: string
  readonly terminator: WedgeTerminator
  readonly chars: number
  readonly maxGap: number
  readonly medianGap: number
  /** What reached the field before the burst was recognised. */
  readonly leaked: string
  /** A key was unreadable or the end is missing: ask for another scan, never use the text. */
  readonly corrupt: boolean
  /** It just stopped, where an end is expected: its end is lost, or this gun never sends one. */
  readonly unended: boolean
  /** The burst as the computer's layout reads it, for "this was typing, put it back". */
  readonly typed: string
  readonly capsLock: boolean
  readonly presses: readonly WedgePress[]
}

/** A burst taken for typing. Numbers only: what a person types is never kept. */
export interface WedgeRejection {
  readonly reason: 'too-short' | 'too-slow'
  readonly chars: number
  readonly maxGap: number
  readonly medianGap: number
}

export type WedgeEffect =
  /** Let the key through. */
  | { readonly type: 'pass' }
  /** preventDefault + stopImmediatePropagation. */
  | { readonly type: 'swallow' }
  /** A run begins with the key that passes next: remember the field as it is. */
  | { readonly type: 'open' }
  /** These keys were a person's: type them into the field, in order, before anything else. */
  | { readonly type: 'replay'; readonly keys: readonly KeyDown[] }
  | {
      readonly type: 'scan'
      readonly scan: WedgeScan
      /** How many keys of the burst were let through, and whether one of them edits (Backspace, arrows, paste). */
      readonly passed: number
      readonly edited: boolean
      /** A Tab came before its first character and moved the focus. */
      readonly tabbed: boolean
    }
  | { readonly type: 'rejected'; readonly rejection: WedgeRejection }
  /** When the next tick is wanted, on the clock of `t`. Replaces the one before. */
  | { readonly type: 'arm'; readonly at: number }

/** A list that grows at its head, so that a scan of thousands of keys costs nothing per key. */
export interface PressLink {
  readonly press: WedgePress
  /** As it came, to give it back. */
  readonly key: KeyDown
  readonly previous: PressLink | null
}

/** A burst in progress. */
export interface WedgeRun {
  /** Began with the programmed prefix: a scan whatever its length. */
  readonly prefixed: boolean
  readonly presses: PressLink | null
  readonly keys: number
  readonly chars: number
  readonly lastT: number
  /** How many of its gaps are longer than a gun's. */
  readonly pauses: number
  /** Keys that a gun may send before its code, held: they have done nothing yet. */
  readonly preamble: readonly KeyDown[]
  readonly leaked: string
  readonly passed: number
  readonly edited: boolean
  /** It began with Tab. */
  readonly tabbed: boolean
  readonly corrupt: boolean
  readonly capsLock: boolean
  /** An Alt + keypad sequence is under way. */
  readonly altOpen: boolean
  /** A dead key was let through: its letter must follow it to the operating system. */
  readonly afterDead: boolean
}

/** Keys at a machine's steady pace but slower than the setting. */
export interface SlowCadence {
  readonly count: number
  readonly min: number
  readonly max: number
  readonly lastT: number
}

export interface WedgeState {
  readonly run: WedgeRun | null
  /** When a scan ended with a terminator: what follows at once is the gun's too. */
  readonly endedAt: number | null
  /** When a scan ended in silence: a terminated one right after is its tail. */
  readonly silentAt: number | null
  /** When the last key that was no part of a scan came: a scan right after it has probably lost its head to it. */
  readonly typedAt: number | null
  readonly slow: SlowCadence | null
}
