/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only the rows in sight exist, so their number and place are told by ARIA; a <select> cannot. */
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Inbox, MessageSquareText } from 'lucide-react'
import { EmptyState } from '../../ui/index.ts'
import { useHost } from '../host.tsx'
import { queryOf, saysWhose, type Narrowing } from './filters.ts'
import { Row } from './Row.tsx'
import { usePagesOf } from './usePagesOf.ts'
import { RefusalNote } from '../parts/RefusalNote.tsx'

const ROW_REM = 4.25
const rowHeight = (): number => ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** The conversations under a filter, any number of them. Arrows move, Enter opens. */
export function ConversationList({ narrowing, openId }: { narrowing: Narrowing; openId: string | null }) {
  const { t } = useLingui()
  const { openConversation } = useHost()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ first: 0, last: 30 })
  const list = usePagesOf(queryOf(narrowing), sight)
  const [active, setActive] = useState(0)
  const current = Math.min(active, Math.max(0, list.total - 1))
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while rendering and never kept
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => box.current,
    estimateSize: rowHeight,
    overscan: 8,
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
      setSight((before) => (before.first === first && before.last === last ? before : { first, last }))
    },
  })
  const go = (index: number) => {
    const next = Math.max(0, Math.min(list.total - 1, index))
    setActive(next)
    virtual.scrollToIndex(next, { align: 'auto' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight()) - 1)
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: list.total - 1,
    }
    const row = list.rowAt(current)
    if (moves[event.key] !== undefined) go(moves[event.key]!)
    else if (event.key === 'Enter' && row) openConversation(row.id)
    else return
    event.preventDefault()
  }

  if (list.error !== null) return <RefusalNote error={list.error} />
  if (list.isFirst) return <div className="conv-list" aria-busy="true" />
  if (list.total === 0) return <Nothing narrowing={narrowing} />
  return (
    <div
      ref={box}
      className="conv-list"
      role="listbox"
      data-home="list"
      aria-label={t`Conversations`}
      aria-activedescendant={`${id}-${current}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="conv-all" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const row = list.rowAt(index)
          return (
            <div
              key={row?.id ?? index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={row !== undefined && row.id === openId}
              aria-setsize={list.total}
              aria-posinset={index + 1}
              className="conv"
              data-active={index === current || undefined}
              data-open={(row !== undefined && row.id === openId) || undefined}
              style={{ transform: `translateY(${start}px)`, height: size }}
              tabIndex={-1}
              onClick={() => {
                setActive(index)
                if (row) openConversation(row.id)
              }}
              onKeyDown={undefined}
            >
              {row && <Row row={row} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Nothing({ narrowing: { filter, colleagueId } }: { narrowing: Narrowing }) {
  if (colleagueId !== null && !saysWhose(filter))
    return (
      <EmptyState icon={Inbox} title={<Trans>Nothing here is theirs to answer</Trans>}>
        <Trans>Choose “Anyone” to see what the others have.</Trans>
      </EmptyState>
    )
  if (filter === 'all')
    return (
      <EmptyState icon={MessageSquareText} title={<Trans>No conversation yet</Trans>}>
        <Trans>Start one with “New conversation”, or from a resident’s or a parcel’s page.</Trans>
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Inbox}
      title={
        filter === 'open' ? (
          <Trans>Everything is answered</Trans>
        ) : filter === 'unread' ? (
          <Trans>Nothing unread</Trans>
        ) : filter === 'mine' ? (
          <Trans>You have nothing to answer</Trans>
        ) : filter === 'unassigned' ? (
          <Trans>Every open conversation is assigned</Trans>
        ) : filter === 'snoozed' ? (
          <Trans>Nothing is snoozed</Trans>
        ) : (
          <Trans>Nothing is closed yet</Trans>
        )
      }
    >
      {filter === 'snoozed' ? (
        <Trans>A snoozed conversation waits here and reopens by itself.</Trans>
      ) : filter === 'closed' ? (
        <Trans>What is settled stays here; a new message from the resident reopens it.</Trans>
      ) : (
        <Trans>New messages from residents appear here by themselves.</Trans>
      )}
    </EmptyState>
  )
}
