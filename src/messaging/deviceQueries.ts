import { QueryClient } from '@tanstack/react-query'

/** For answers that come from what the device has: no network rules, no retries, no ageing; events say what changed. */
export const createDeviceQueries = ({ keepMs }: { keepMs?: number } = {}): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        ...(keepMs !== undefined && { gcTime: keepMs }),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
