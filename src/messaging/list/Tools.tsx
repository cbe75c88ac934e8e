import { memo } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowDownWideNarrow, Megaphone, NotebookText, SquarePen, UserRound } from 'lucide-react'
import { Button, SearchField, ToggleGroup } from '../../ui/index.ts'
import { useCounts, useMessagingWho } from '../queries.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
import { SafeName } from '../parts/SafeText.tsx'
import { countOf, filtersFor, saysWhose, type Filter, type Narrowing } from './filters.ts'

interface ToolsProps {
  text: string
  onText: (text: string) => void
  narrowing: Narrowing
  onNarrow: (part: Partial<Narrowing>) => void
  onNew: () => void
  onAnnounce: () => void
  onTemplates: () => void
}

/** What stands above the list. Opening a conversation changes nothing in it, so it is not drawn anew. */
export const Tools = memo(function Tools(props: ToolsProps) {
  const { text, onText, narrowing, onNarrow, onNew, onAnnounce, onTemplates } = props
  const { filter, colleagueId, longestWaiting } = narrowing
  const { t } = useLingui()
  const who = useMessagingWho()
  const may = who?.may
  const colleague = who?.staff.find(({ id }) => id === colleagueId)
  const counts = useCounts()
  const names: Record<Filter, string> = {
    open: t({ message: 'Open', context: 'conversations' }),
    unread: t`Unread`,
    mine: t`Mine`,
    unassigned: t({ message: 'Unassigned', context: 'conversations' }),
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
        {who?.side === 'desk' && may?.write && (
          <Button size="small" icon={NotebookText} aria-label={t`Templates`} onPress={onTemplates} />
        )}
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
            onChange={(next) => onNarrow({ filter: next })}
            choices={filtersFor(may).map((id) => {
              const count = countOf({ filter: id, colleagueId }, counts)
              return { id, label: names[id], ...(count === undefined || count === 0 ? {} : { count }) }
            })}
          />
          <button
            type="button"
            className="inbox-sort"
            aria-pressed={longestWaiting}
            onClick={() => onNarrow({ longestWaiting: !longestWaiting })}
          >
            <ArrowDownWideNarrow size={16} aria-hidden />
            {longestWaiting ? <Trans>Longest waiting first</Trans> : <Trans>Latest first</Trans>}
          </button>
          {who && may?.manage && who.staff.length > 1 && !saysWhose(filter) && (
            <MenuButton
              icon={UserRound}
              label={colleague ? <SafeName>{colleague.name}</SafeName> : <Trans>Anyone</Trans>}
              ariaLabel={colleague ? t`To answer: ${colleague.name}` : t`To answer: anyone`}
              items={[
                { id: '', label: t`Anyone` },
                ...who.staff.map((person) => ({
                  id: person.id,
                  label: person.id === who.me.id ? t`Me (${person.name})` : person.name,
                })),
              ]}
              chosen={colleagueId ?? ''}
              onChoose={(id) => onNarrow({ colleagueId: id === '' ? null : id })}
            />
          )}
        </div>
      )}
    </>
  )
})
