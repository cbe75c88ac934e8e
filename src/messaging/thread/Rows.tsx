import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import type { Conversation } from '../../shared/messaging/schema.ts'
import { Button } from '../../ui/index.ts'
import { useMessagingTimeDisplay } from '../host.tsx'
import { lookOf, momentOf } from './look.ts'
import { MessageRow } from './MessageRow.tsx'
import { SystemRow } from './SystemRow.tsx'
import type { ThreadTarget } from './target.ts'
import { useDays } from './useDays.ts'
import { useEditing } from './useEditing.ts'
import { useReading } from './useReading.ts'
import type { ThreadView } from './useThread.ts'
import { estimateRow } from './estimate.ts'

interface RowsProps {
  conversation: Conversation
  view: ThreadView
  begin: { dividerId: string | null; dividerIndex: number }
  target: ThreadTarget | null
  sentCount: number
  onSight: (first: number, last: number) => void
}

/** As high as the last one was: a first guess that is right draws its rows once. */
let boxHeight = 640

/** How near to the end still counts as reading the latest. */
const END = 90

/** The rows in sight, and the rules of where the window stands: at the end it follows, in history it stays. */
export function Rows({ conversation, view, begin, target, sentCount, onSight }: RowsProps) {
  const { t } = useLingui()
  const display = useMessagingTimeDisplay()
  const days = useDays(display)
  const editing = useEditing(conversation.id)
  const box = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(target === null)
  const { count, itemAt } = view
  const read = useReading(conversation, view)

  // Another function makes the list reckon every place of the thread anew.
  const keyOf = useCallback((index: number) => itemAt(index)?.id ?? index, [itemAt])
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while rendering and never kept
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: (index) => estimateRow(itemAt(index)),
    getItemKey: keyOf,
    overscan: 3,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END,
    initialRect: { width: 640, height: boxHeight },
    initialOffset: () => Number.MAX_SAFE_INTEGER,
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      onSight(items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
      setAtEnd(instance.isAtEnd(END))
    },
  })

  // Opened at what is new, at what was searched for, or at the end.
  useLayoutEffect(() => {
    if (target) virtual.scrollToIndex(target.offset, { align: 'center' })
    else if (begin.dividerIndex >= 0) virtual.scrollToIndex(Math.max(0, begin.dividerIndex - 1), { align: 'start' })
    else virtual.scrollToEnd()
    // oxlint-disable-next-line react/exhaustive-deps -- where it begins is decided once per target
  }, [target])

  const toEnd = useCallback(() => virtual.scrollToEnd(), [virtual])
  useEffect(() => {
    if (sentCount > 0) toEnd()
  }, [sentCount, toEnd])

  // A composer that grows, or a window that is made smaller, must not hide the latest.
  const pinned = useRef(isAtEnd)
  useEffect(() => {
    pinned.current = isAtEnd
  }, [isAtEnd])
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (element.clientHeight > 0) boxHeight = element.clientHeight
      if (pinned.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const items = virtual.getVirtualItems()
  const offset = virtual.scrollOffset ?? 0
  const bottom = offset + (box.current?.clientHeight ?? 0)
  const lastSeen = items.findLast(({ start, size }) => start + Math.min(size, 40) <= bottom)?.index ?? -1
  useEffect(() => read(lastSeen))

  return (
    <div className="thread" data-conversation={conversation.id}>
      <div
        ref={box}
        className="thread-box"
        role="log"
        aria-live="off"
        aria-label={t`Messages`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
        tabIndex={0}
      >
        <div className="thread-all" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start, key }) => {
            const item = itemAt(index)
            if (!item)
              return (
                <div key={key} className="thread-row thread-blank" style={{ transform: `translateY(${start}px)` }} />
              )
            const look = lookOf([itemAt(index - 1), item, itemAt(index + 1)], {
              dividerId: begin.dividerId,
              isFirst: index === 0,
              dayOf: days.keyOf,
            })
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="thread-row"
                style={{ transform: `translateY(${start}px)` }}
              >
                {look.day && (
                  <div className="thread-day">
                    <span>{days.nameOf(momentOf(item))}</span>
                  </div>
                )}
                {look.divider && (
                  <div className="thread-new">
                    <span>
                      <Trans>New messages</Trans>
                    </span>
                  </div>
                )}
                {item.kind === 'parcel' ? (
                  <SystemRow line={item} />
                ) : (
                  <MessageRow
                    message={item}
                    first={look.first}
                    last={look.last}
                    isTarget={item.id === target?.messageId}
                    editing={editing}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {!isAtEnd && <ToLatest unread={conversation.unread} onPress={toEnd} />}
    </div>
  )
}

const ToLatest = memo(function ToLatest({ unread, onPress }: { unread: number; onPress: () => void }) {
  return (
    <div className="thread-jump">
      <Button icon={ArrowDown} variant={unread > 0 ? 'primary' : 'quiet'} onPress={onPress}>
        {unread > 0 ? (
          <Plural value={unread} one="# new message" other="# new messages" />
        ) : (
          <Trans>To the latest</Trans>
        )}
      </Button>
    </div>
  )
})
