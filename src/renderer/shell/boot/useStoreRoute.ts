import { useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { StoreState } from '../../../shared/contract/app.ts'
import type { Request, Response } from '../../../shared/contract/index.ts'
import type { RequestFailure } from '../../window/data/bridge.ts'
import { useSend } from '../../window/data/queries.ts'
import { STATUS_KEY } from '../../window/desk/useSettings.ts'

/** What changes how the store stands, and answers how it stands then. */
export type StoreRoute =
  | 'app.retry'
  | 'app.startFresh'
  | 'app.restore'
  | 'app.restoreSeen'
  | 'first.sample'
  | 'first.building'
  | 'first.project'
  | 'first.askAgain'

/** Puts what main answers in the place of what it said before. */
export function useStoreRoute<N extends StoreRoute>(
  name: N,
  then?: () => void,
): UseMutationResult<Response<N>, RequestFailure, Request<N>> {
  const queries = useQueryClient()
  return useSend(name, {
    onSuccess: (store: StoreState) => {
      if (store.state === 'ready') then?.()
      queries.setQueryData<Response<'app.status'>>(STATUS_KEY, (status) => status && { ...status, store })
      if (store.state === 'ready') void queries.invalidateQueries()
    },
  })
}
