import { memo } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowDownWideNarrow, Megaphone, NotebookText, SquarePen } from 'lucide-react'
import { Button, SearchField, ToggleGroup } from '../../ui/index.ts'
import { useCounts, useMessagingWho } from '../queries.ts'
import { countOf, FILTERS, type Filter } from './filters.ts'

interface ToolsProps {
  text: string
  onText: (text: string) => void
  filter: Filter
  onFilter: (filter: Filter) => void
  longestWaiting: boolean
  onLongestWaiting: (on: boolean) => void
  onNew: () => void
  onAnnounce: () => void
  onTemplates: () => void
}

/** What stands above the list. Opening a conversation changes nothing in it, so it is not drawn anew. */
export const Tools = memo(function Tools(props: ToolsProps) {
  const { text, onText, filter, onFilter, longestWaiting, onLongestWaiting, onNew, onAnnounce, onTemplates } = props
  const { t } = useLingui()
  const may = useMessagingWho()?.may
  const counts = useCounts()
  const names: Record<Filter, string> = {
    open: t({ message: 'Open', context: 'conversations' }),
    unread: t`Unread`,
    mine: t`Mine`,
    snoozed: t({ message: 'Snoozed', context: 'conversations' }),
    closed: t({ message: 'Closed', context: 'conversations' }),
    all: t({ message: 'All', context: 'conversations' }),
  }
  return (
    <>
      <header className="inbox-head">
        <h1>
          <Trans>Messages</Trans>
        </h1>
        {may?.write && <Button size="small" icon={NotebookText} aria-label={t`Templates`} onPress={onTemplates} />}
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
        onChange={onText}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.conv-list')?.focus()
          else event.continuePropagation()
        }}
      />
      {text.trim() === '' && (
        <div className="inbox-filters">
          <ToggleGroup
            label={t`Which conversations`}
            hideLabel
            value={filter}
            onChange={onFilter}
            choices={FILTERS.map((id) => {
              const count = countOf(id, counts)
              return { id, label: names[id], ...(count === undefined || count === 0 ? {} : { count }) }
            })}
          />
          <button
            type="button"
            className="inbox-sort"
            aria-pressed={longestWaiting}
            onClick={() => onLongestWaiting(!longestWaiting)}
          >
            <ArrowDownWideNarrow size={16} aria-hidden />
            {longestWaiting ? <Trans>Longest waiting first</Trans> : <Trans>Latest first</Trans>}
          </button>
        </div>
      )}
    </>
  )
})
