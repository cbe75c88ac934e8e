import type { ReactNode } from 'react'
import { createStore, type Readable } from '@tanstack/react-store'
import type { PackageStatus } from '../../../shared/packages/lifecycle.ts'
import type { Tone } from '../../../ui/index.ts'

export interface FeedbackAction {
  label: ReactNode
  /** The key that does it while the message stands, for an answer that hands on the gun wait for. */
  shortcut?: string
  /** The key that does the same on every screen, shown beside the words. */
  key?: string
  /** The act that it undoes: the undo key undoes that very one while the message stands. */
  undoes?: string
  onPress: () => void
}

/** How a parcel stands, as a message says: it waits here, or it has that very status. */
export interface Claim {
  id: string
  is: 'here' | PackageStatus
}

export interface Feedback {
  tone: Tone
  /** What happened, in three or four words. A node, so that it follows a change of language. */
  title: ReactNode
  detail?: ReactNode
  /** A unit number, shown on its plate: the largest thing of the banner. */
  unit?: string | null
  actions?: readonly FeedbackAction[]
  /** It asks, and this is the yes: of its button, and of the command code that says "done". */
  confirm?: () => void
  /** What it says of parcels: it goes when that is no longer so, whoever changed it. */
  about?: readonly Claim[]
  /** It speaks of no screen, so another screen does not put it away. */
  lasting?: boolean
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
  /** A person did something since it was shown: it has been seen. */
  seen: () => void
  /** Another page is shown: what was seen on the one before goes. */
  moved: () => void
  shown: Readable<Shown | null>
}

/** Keeps the one message of the banner until the next scan or act, or until it no longer speaks of what is on the screen. */
export function createFeedback(playTone: (tone: Tone) => void): FeedbackStore {
  const shown = createStore<Shown | null>(null)
  let seq = 0
  let wasSeen = false
  const clear = () => shown.setState(() => null)
  return {
    show: (feedback) => {
      seq += 1
      wasSeen = false
      // The eye first: starting a sound may take some milliseconds.
      shown.setState(() => ({ ...feedback, seq }))
      if (!feedback.silent) playTone(feedback.tone)
    },
    clear,
    seen: () => {
      wasSeen = true
    },
    moved: () => {
      if (wasSeen && shown.get()?.lasting !== true) clear()
    },
    shown,
  }
}
