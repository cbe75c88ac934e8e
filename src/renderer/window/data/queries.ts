import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseMutationOptions, UseMutationResult, UseQueryOptions, UseQueryResult } from '@tanstack/react-query'
import type { Request, Response, RouteName } from '../../../shared/contract/index.ts'
import { request, type RequestFailure } from './bridge.ts'

export const routeKey = <N extends RouteName>(name: N, input: Request<N>) => [name, input] as const

type RouteOptions<N extends RouteName, Shown> = Omit<
  UseQueryOptions<Response<N>, RequestFailure, Shown, readonly [N, Request<N>]>,
  'queryKey' | 'queryFn'
>

/** What a route answers, kept fresh by the rows that change; with `select`, drawn anew only when that part changes. */
export function useRoute<N extends RouteName, Shown = Response<N>>(
  name: N,
  input: Request<N>,
  options: RouteOptions<N, Shown> = {},
): UseQueryResult<Shown, RequestFailure> {
  return useQuery({ ...options, queryKey: routeKey(name, input), queryFn: () => request(name, input) })
}

type SendOptions<N extends RouteName> = Omit<UseMutationOptions<Response<N>, RequestFailure, Request<N>>, 'mutationFn'>

/** An act. Nothing is invalidated here: main tells which rows changed. Show `error` with ErrorNote or useFeedback().fail. */
export function useSend<N extends RouteName>(
  name: N,
  options: SendOptions<N> = {},
): UseMutationResult<Response<N>, RequestFailure, Request<N>> {
  return useMutation({ ...options, mutationFn: (input: Request<N>) => request(name, input) })
}
