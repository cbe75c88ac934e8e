import { useMemo } from 'react'
import { useSelector } from '@tanstack/react-store'
import { createElement } from 'react'
import { useDesk } from './useDesk.ts'
import { ErrorWords } from '../errors/ErrorWords.tsx'
import type { Feedback, Shown } from '../feedback/store.ts'

export interface FeedbackApi {
  /** Says it in the banner, to screen readers and aloud. Stays until the next scan or act. */
  show: (feedback: Feedback) => void
  clear: () => void
  /** Says a refusal in its own words. */
  fail: (error: unknown) => void
}

/** The one place where the console answers. Stable between renders. */
export function useFeedback(): FeedbackApi {
  const { feedback } = useDesk()
  return useMemo(
    () => ({
      show: feedback.show,
      clear: feedback.clear,
      fail: (error) => feedback.show({ tone: 'error', title: createElement(ErrorWords, { error }) }),
    }),
    [feedback],
  )
}

/** What the banner shows now. */
export function useShown(): Shown | null {
  const { feedback } = useDesk()
  return useSelector(feedback.shown)
}
