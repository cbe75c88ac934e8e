import { useCallback, useState, type ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquareText } from 'lucide-react'
import { EmptyState } from '../ui/index.ts'
import { useHost } from './host.tsx'
import { ConversationList } from './list/ConversationList.tsx'
import type { Narrowing } from './list/filters.ts'
import { SearchResults } from './list/SearchResults.tsx'
import { Tools } from './list/Tools.tsx'
import { ConversationPane } from './ConversationPane.tsx'
import type { ThreadTarget } from './thread/target.ts'

interface InboxProps {
  openId: string | null
  /** The message that the program around was asked to show. */
  start?: ThreadTarget | null
  /** What stands in place of the conversation: a new one, the announcements, the templates. */
  instead?: ReactNode
  onNew: () => void
  onAnnounce: () => void
  onTemplates: () => void
  onBack: () => void
}

/** The list on one side, what is open on the other. */
export function Inbox({ openId, start = null, instead, onNew, onAnnounce, onTemplates, onBack }: InboxProps) {
  const { t } = useLingui()
  const { openConversation } = useHost()
  const [narrowing, setNarrowing] = useState<Narrowing>({ filter: 'open', colleagueId: null, longestWaiting: false })
  const narrow = useCallback((part: Partial<Narrowing>) => setNarrowing((before) => ({ ...before, ...part })), [])
  const [text, setText] = useState('')
  const [target, setTarget] = useState<(ThreadTarget & { conversationId: string }) | null>(null)
  const typed = text.trim()
  return (
    <div className="inbox" data-open={openId !== null || instead !== undefined || undefined}>
      <section className="inbox-side" aria-label={t`Conversations`}>
        <Tools
          text={text}
          onText={setText}
          narrowing={narrowing}
          onNarrow={narrow}
          onNew={onNew}
          onAnnounce={onAnnounce}
          onTemplates={onTemplates}
        />
        {typed === '' ? (
          <ConversationList key={JSON.stringify(narrowing)} narrowing={narrowing} openId={openId} />
        ) : (
          <SearchResults
            text={typed}
            onOpen={({ conversation, messageId, offset }) => {
              setTarget(
                messageId !== null && offset !== null ? { conversationId: conversation.id, messageId, offset } : null,
              )
              openConversation(conversation.id)
            }}
          />
        )}
      </section>
      {instead ??
        (openId === null ? (
          <div className="inbox-blank">
            <EmptyState icon={MessageSquareText} title={<Trans>Choose a conversation</Trans>}>
              <Trans>Arrows move in the list, Enter opens. What you write is kept here, even offline.</Trans>
            </EmptyState>
          </div>
        ) : (
          <ConversationPane
            key={openId}
            id={openId}
            target={target?.conversationId === openId ? target : start}
            onBack={onBack}
          />
        ))}
    </div>
  )
}
