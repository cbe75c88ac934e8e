import type { ConversationQuery, ConversationRow } from '../../shared/messaging/schema.ts'
import { useClient } from '../host.tsx'
import { usePages, type Listing } from '../usePages.ts'

const SIZE = 50

/** The conversations of a list that are in sight. */
export function usePagesOf(query: ConversationQuery, sight: { first: number; last: number }): Listing<ConversationRow> {
  const client = useClient()
  const key = JSON.stringify(query)
  const ask = (page: number) => ({
    queryKey: ['conversations', key, page],
    queryFn: () => client.conversations({ ...query, offset: page * SIZE, limit: SIZE }),
  })
  return usePages({ key, size: SIZE, ask }, sight)
}
