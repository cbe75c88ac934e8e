import { useState, type ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowDownWideNarrow, Megaphone, MessageSquareText, SquarePen } from 'lucide-react'
import { Button, EmptyState, SearchField, ToggleGroup } from '../ui/index.ts'
import { useHost } from './host.tsx'
import { ConversationList } from './list/ConversationList.tsx'
import { countOf, FILTERS, type Filter } from './list/filters.ts'
import { SearchResults } from './list/SearchResults.tsx'
import { ConversationPane } from './ConversationPane.tsx'
import { useCounts, useMessagingWho } from './queries.ts'
import type { ThreadTarget } from './thread/Thread.tsx'

interface InboxProps {
  openId: string | null
  /** The message that the program around was asked to show. */
  start?: ThreadTarget | null
  /** What stands in place of the conversation: a new one, the announcements. */
  instead?: ReactNode
  onNew: () => void
  onAnnounce: () => void
  onBack: () => void
}

/** The list on one side, what is open on the other. */
export function Inbox({ openId, start = null, instead, onNew, onAnnounce, onBack }: InboxProps) {
  const { t } = useLingui()
  const { openConversation } = useHost()
  const may = useMessagingWho()?.may
  const counts = useCounts()
  const [filter, setFilter] = useState<Filter>('open')
  const [longestWaiting, setLongestWaiting] = useState(false)
  const [text, setText] = useState('')
  const [target, setTarget] = useState<(ThreadTarget & { conversationId: string }) | null>(null)
  const typed = text.trim()
  const names: Record<Filter, string> = {
    open: t({ message: 'Open', context: 'conversations' }),
    unread: t`Unread`,
    mine: t`Mine`,
    snoozed: t({ message: 'Snoozed', context: 'conversations' }),
    closed: t({ message: 'Closed', context: 'conversations' }),
    all: t({ message: 'All', context: 'conversations' }),
  }
  return (
    <div className="inbox" data-open={openId !== null || instead !== undefined || undefined}>
      <section className="inbox-side" aria-label={t`Conversations`}>
        <header className="inbox-head">
          <h1>
            <Trans>Messages</Trans>
          </h1>
          {may?.announce && <Button size="small" icon={Megaphone} aria-label={t`Announcements`} onPress={onAnnounce} />}
          {may?.write && (
            <Button size="small" variant="primary" icon={SquarePen} onPress={onNew}>
              <Trans context="conversation">New</Trans>
            </Button>
          )}
        </header>
        <SearchField
          label={t`Search in messages`}
          placeholder={t`Words, names, subjects`}
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.conv-list')?.focus()
            else event.continuePropagation()
          }}
        />
        {typed === '' ? (
          <>
            <div className="inbox-filters">
              <ToggleGroup
                label={t`Which conversations`}
                hideLabel
                value={filter}
                onChange={setFilter}
                choices={FILTERS.map((id) => {
                  const count = countOf(id, counts)
                  return { id, label: names[id], ...(count === undefined || count === 0 ? {} : { count }) }
                })}
              />
              <button
                type="button"
                className="inbox-sort"
                aria-pressed={longestWaiting}
                onClick={() => setLongestWaiting(!longestWaiting)}
              >
                <ArrowDownWideNarrow size={16} aria-hidden />
                {longestWaiting ? <Trans>Longest waiting first</Trans> : <Trans>Latest first</Trans>}
              </button>
            </div>
            <ConversationList
              key={`${filter} ${longestWaiting}`}
              filter={filter}
              longestWaiting={longestWaiting}
              openId={openId}
            />
          </>
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
              <Trans>Arrows move in the list, Enter opens. What you write is kept here, also without a line.</Trans>
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
