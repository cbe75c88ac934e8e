import type { ReactNode } from 'react'
import type { Tone } from '../../ui/index.ts'

export interface FeedbackAction {
  label: ReactNode
  /** The key that does it while the message stands, for an answer that hands on the gun wait for. */
  shortcut?: string
  onPress: () => void
}

export interface Feedback {
  tone: Tone
  /** What happened, in three or four words. A node, so that it follows a change of language. */
  title: ReactNode
  detail?: ReactNode
  /** A unit number, shown on its plate: the largest thing of the banner. */
  unit?: string | null
  actions?: readonly FeedbackAction[]
  /** No sound: for what the person did with a mouse or a key and sees happen. */
  silent?: boolean
}

/** What the banner shows; `seq` grows with every message, so that the same words said twice are told twice. */
export interface Shown extends Feedback {
  seq: number
}

export interface FeedbackStore {
  show: (feedback: Feedback) => void
  clear: () => void
  current: () => Shown | null
  subscribe: (listener: () => void) => () => void
}

/** Keeps the one message of the banner until the next scan or act. */
export function createFeedback(playTone: (tone: Tone) => void): FeedbackStore {
  let shown: Shown | null = null
  let seq = 0
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => listener())
  return {
    show: (feedback) => {
      seq += 1
      shown = { ...feedback, seq }
      // The eye first: starting a sound may take some milliseconds.
      tell()
      if (!feedback.silent) playTone(feedback.tone)
    },
    clear: () => {
      if (!shown) return
      shown = null
      tell()
    },
    current: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
