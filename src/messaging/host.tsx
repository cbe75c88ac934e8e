import { createContext, Fragment, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useSelector } from '@tanstack/react-store'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useLingui } from '@lingui/react'
import type { Connection, MessagingClient, Present } from '../shared/messaging/client.ts'
import type { TimeDisplay } from '../ui/format.ts'
import { createDeviceQueries } from './deviceQueries.ts'
import { createLive, type Live } from './live.ts'
import { oneAtATime, type OneAtATime } from './oneAtATime.ts'

/** What the message screens want of the program around them. */
export interface MessagingHost {
  /** The building's clock. */
  timeZone: string | undefined
  /** Enter sends; otherwise Ctrl+Enter does and Enter begins a line. */
  enterSends: boolean
  setEnterSends(on: boolean): void
  newId(): string
  /** Only ever called with http, https, mailto and tel. */
  openLink(url: string): void
  openConversation(id: string): void
  /** Left out where parcels have no page. */
  openParcel?: (id: string) => void
  saveFile(file: { name: string; type: string; bytes: Uint8Array }): void
}

interface Around {
  client: MessagingClient
  host: MessagingHost
  live: Live
  /** Decoded pictures are large: there is one in memory at a time. */
  decoding: OneAtATime
}

const AroundContext = createContext<Around | null>(null)

/** Feeds every message component below it from one client. */
export function MessagingProvider({
  client,
  host,
  children,
}: {
  client: MessagingClient
  host: MessagingHost
  children: ReactNode
}) {
  const [queries] = useState(createQueries)
  const [decoding] = useState(oneAtATime)
  const live = useMemo(() => createLive(client, queries), [client, queries])
  useEffect(() => live.listen(), [live])
  const around = useMemo(() => ({ client, host, live, decoding }), [client, host, live, decoding])
  return (
    <AroundContext value={around}>
      <QueryClientProvider client={queries}>
        <PerPerson client={client}>{children}</PerPerson>
      </QueryClientProvider>
    </AroundContext>
  )
}

/** Another person has gone on duty: their drafts and their lists, not what the one before was in the middle of. */
function PerPerson({ client, children }: { client: MessagingClient; children: ReactNode }) {
  const id = useQuery(placeOf(client)).data?.me.id
  const [seen, setSeen] = useState<{ id: string | undefined; turn: number }>({ id, turn: 0 })
  // The first answer is nobody else's turn.
  const turn = seen.id === undefined || id === undefined || id === seen.id ? seen.turn : seen.turn + 1
  if (id !== undefined && id !== seen.id) setSeen({ id, turn })
  return <Fragment key={turn}>{children}</Fragment>
}

/** Who uses the screens and what they may do. */
export const placeOf = (client: MessagingClient) => ({ queryKey: ['place'], queryFn: () => client.place() })

/** A thread that was left is forgotten soon: its pages hold pictures and long texts. */
const KEPT_MS = 60_000

const createQueries = () => createDeviceQueries({ keepMs: KEPT_MS })

function useAround(): Around {
  const around = use(AroundContext)
  if (!around) throw new Error('Outside of MessagingProvider')
  return around
}

export const useClient = (): MessagingClient => useAround().client
/** Runs what decodes a picture when no other is being decoded. */
export const useDecoding = (): OneAtATime => useAround().decoding
export const useHost = (): MessagingHost => useAround().host

/** The language of the screen and the clock of the building. */
export function useMessagingTimeDisplay(): TimeDisplay {
  const { i18n } = useLingui()
  const { timeZone } = useHost()
  return useMemo(() => ({ locale: i18n.locale, timeZone }), [i18n.locale, timeZone])
}

const NOBODY: readonly Present[] = []

/** Everybody else who is at a conversation now. */
export function usePresent(conversationId: string): readonly Present[] {
  const { live } = useAround()
  return useSelector(live.state, ({ present }) => present[conversationId]) ?? NOBODY
}

/** How the line stands. */
export function useConnection(): Connection {
  const { live } = useAround()
  return useSelector(live.state, ({ connection }) => connection)
}
