import type { DeskEvent } from '../../src/shared/contract/index.ts'

/** What the test tells a desk's process. */
export type ToDesk =
  | { type: 'open'; dataDir: string }
  | { type: 'ask'; id: number; route: string; input: unknown }
  | { type: 'work' }
  | { type: 'resume' }
  | { type: 'stop' }

/** An act that the desk has acknowledged. */
export interface Done {
  type: 'done'
  act: string
  parcel: string
  step: 'registered' | 'handed_over'
}

/** What a desk's process says. */
export type FromDesk =
  | { type: 'loaded' }
  | { type: 'open'; state: string }
  /** `at`: when it was answered, in milliseconds since the epoch with their fractions. */
  | { type: 'answer'; id: number; answer: unknown; at: number }
  | { type: 'event'; event: DeskEvent }
  | { type: 'log'; line: string }
  | Done
