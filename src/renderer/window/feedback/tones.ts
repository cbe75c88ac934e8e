import type { Tone } from '../../../ui/index.ts'

/** A tone that glides. */
export interface Note {
  /** Hertz at the start and at the end. */
  from: number
  to: number
  /** Seconds. */
  at: number
  length: number
  wave: OscillatorType
  gain: number
}

/** The four answers to a scan or an act, a resident's message, and a code that was read twice. */
export type Sound = Tone | 'message' | 'tick'

/**
 * Four answers that can be told apart with the back turned: one rising pair, one level double tap,
 * three short knocks, and a long falling buzz that is louder than the rest.
 * A message is softer than all of them: two falling notes, far apart. A second read only ticks.
 */
export const TONES: Readonly<Record<Sound, readonly Note[]>> = {
  ok: [
    { from: 880, to: 880, at: 0, length: 0.07, wave: 'sine', gain: 0.5 },
    { from: 1318, to: 1318, at: 0.075, length: 0.11, wave: 'sine', gain: 0.5 },
  ],
  known: [
    { from: 660, to: 660, at: 0, length: 0.08, wave: 'triangle', gain: 0.5 },
    { from: 660, to: 660, at: 0.13, length: 0.08, wave: 'triangle', gain: 0.5 },
  ],
  attention: [0, 0.12, 0.24].map((at) => ({ from: 523, to: 494, at, length: 0.085, wave: 'square', gain: 0.3 })),
  error: [
    { from: 220, to: 140, at: 0, length: 0.32, wave: 'sawtooth', gain: 0.7 },
    { from: 165, to: 105, at: 0.34, length: 0.42, wave: 'sawtooth', gain: 0.7 },
  ],
  message: [
    { from: 784, to: 784, at: 0, length: 0.12, wave: 'sine', gain: 0.3 },
    { from: 587, to: 587, at: 0.2, length: 0.16, wave: 'sine', gain: 0.3 },
  ],
  tick: [{ from: 660, to: 660, at: 0, length: 0.04, wave: 'sine', gain: 0.2 }],
}

/** How long a tone sounds, in seconds. */
export const toneLength = (tone: Sound): number => Math.max(...TONES[tone].map(({ at, length }) => at + length))
