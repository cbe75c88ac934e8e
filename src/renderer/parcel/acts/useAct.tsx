import { useEffect, useRef } from 'react'
import type { UseMutationResult } from '@tanstack/react-query'
import type { Request, Response, RouteName } from '../../../shared/contract/index.ts'
import type { RequestFailure } from '../../window/data/bridge.ts'
import { useSend } from '../../window/data/queries.ts'
import { undoOffer } from './acts.tsx'
import { useDesk } from '../../window/desk/useDesk.ts'
import { ErrorWords } from '../../window/errors/ErrorWords.tsx'
import type { Feedback, FeedbackStore } from '../../window/feedback/store.ts'

/** Routes that answer with an act that can be undone. */
type ActRoute = { [N in RouteName]: Response<N> extends { actId: string } ? N : never }[RouteName]

export interface ActWords<Answer, Input> {
  /** What the banner says when it is done, wherever the person is by then. Undo is offered with it. */
  says?: (answer: Answer, input: Input) => Omit<Feedback, 'tone' | 'actions'> & Partial<Pick<Feedback, 'tone'>>
  /** What its own screen does then, if that still stands. */
  after?: (answer: Answer) => void
  /** The same after a refusal, which the screen shows where it was asked for. */
  orElse?: () => void
}

/** How an act is answered on a screen that may have been left meanwhile. */
export function answersOf<Answer extends { actId: string }, Input>(
  feedback: FeedbackStore,
  isHere: () => boolean,
  { says, after, orElse }: ActWords<Answer, Input>,
) {
  return {
    onSuccess: (answer: Answer, input: Input) => {
      if (says)
        feedback.show({
          tone: 'ok',
          ...says(answer, input),
          actions: [undoOffer(feedback, answer.actId)],
        })
      if (isHere()) after?.(answer)
    },
    onError: (error: unknown) => {
      if (isHere()) orElse?.()
      else feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
    },
  }
}

/** Whether the screen that asks still stands. */
function useHere(): () => boolean {
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return () => here.current
}

/**
 * An act of a parcel's life. Its answer is told even when the screen has been left before it came: callbacks given to
 * mutate() would be dropped then, and a refusal with them.
 */
export function useAct<N extends ActRoute>(
  name: N,
  words: ActWords<Response<N>, Request<N>> = {},
): UseMutationResult<Response<N>, RequestFailure, Request<N>> {
  const { feedback } = useDesk()
  return useSend<N>(name, answersOf<Response<N>, Request<N>>(feedback, useHere(), words))
}

/** The refusal of anything else that is sent: in the banner when the screen that would show it has been left. */
export function useLateRefusal(): (error: unknown) => void {
  const { feedback } = useDesk()
  const isHere = useHere()
  return (error) => {
    if (!isHere()) feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
  }
}
