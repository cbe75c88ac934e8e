import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { MessagingClient } from '../shared/messaging/client.ts'
import type {
  Audience,
  Conversation,
  ConversationQuery,
  ConversationPage,
  MessageTemplate,
  MessagingPlace,
  SearchHit,
} from '../shared/messaging/schema.ts'
import { placeOf, useClient } from './host.tsx'

/** A question whose answer is kept fresh by the client's own events: see live.ts for what the first two parts mean. */
export function useAsk<T>(
  key: readonly unknown[],
  ask: (client: MessagingClient) => Promise<T>,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<T> {
  const client = useClient()
  const { enabled = true, keep = false } = options
  return useQuery<T>({
    queryKey: key,
    queryFn: () => ask(client),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })
}

export const useMessagingWho = (): MessagingPlace | undefined => useQuery(placeOf(useClient())).data

export const useConversation = (id: string): UseQueryResult<Conversation> =>
  useAsk(['conversation', id], (client) => client.conversation(id))

export const useCounts = () => useAsk(['counts'], (client) => client.counts()).data

export const useTemplates = (): readonly MessageTemplate[] =>
  useAsk(['templates'], (client) => client.templates()).data ?? NO_TEMPLATES
const NO_TEMPLATES: readonly MessageTemplate[] = []

export const useSearch = (text: string): UseQueryResult<SearchHit[]> =>
  useAsk(['search', text], (client) => client.search(text, 50), { enabled: text !== '', keep: true })

export const useConversationsOf = (query: ConversationQuery, enabled = true): UseQueryResult<ConversationPage> =>
  useAsk(['conversations', query], (client) => client.conversations(query), { enabled })

export const usePreview = (to: Audience, enabled: boolean) =>
  useAsk(['preview', to], (client) => client.announcementPreview(to), { enabled, keep: true })
