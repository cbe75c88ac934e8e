import { useMemo, useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquare } from 'lucide-react'
import type { Conversation } from '../../shared/messaging/schema.ts'
import { EmptyState, Note } from '../../ui/index.ts'
import { refusalWords } from '../words.ts'
import { firstUnread } from './look.ts'
import { Rows } from './Rows.tsx'
import type { ThreadTarget } from './target.ts'
import { needSame, useThread, type Sight } from './useThread.ts'

interface ThreadProps {
  conversation: Conversation
  target: ThreadTarget | null
  /** Grows when something was sent from here: the thread goes to its end. */
  sentCount: number
}

/** The rows to ask for first: what fills the window, and all that is new. */
const tailOf = ({ length, unread }: Conversation): Sight => ({
  first: Math.max(0, length - (unread > 0 ? Math.min(200, unread + 30) : 30)),
  last: length - 1,
})

/** The messages of one conversation. Give it the conversation's id as key. */
export function Thread({ conversation, target, sentCount }: ThreadProps) {
  const { i18n } = useLingui()
  // As it was when it was opened: what was new then stays marked while it is read.
  const [opened] = useState(() => ({ tail: tailOf(conversation), readUpTo: conversation.readUpTo }))
  const [sight, setSight] = useState(() =>
    target ? { first: Math.max(0, target.offset - 10), last: target.offset + 10 } : opened.tail,
  )
  const view = useThread(conversation.id, conversation.length, sight)
  const { isReady, itemAt } = view
  const [start, setStart] = useState<{ dividerId: string | null; dividerIndex: number } | null>(null)
  const found = useMemo(() => {
    if (!isReady) return null
    const items = Array.from({ length: sight.last - sight.first + 1 }, (_, n) => itemAt(sight.first + n))
    const id = firstUnread(
      items.filter((item) => item !== undefined),
      opened.readUpTo,
    )
    return { dividerId: id, dividerIndex: id === null ? -1 : sight.first + items.findIndex((item) => item?.id === id) }
    // Looked for once, when the first answer is there.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isReady])
  if (found && !start) setStart(found)
  const begin = start ?? found

  if (view.error !== null)
    return (
      <div className="thread-none" role="alert">
        <Note tone="error">{i18n._(refusalWords(view.error))}</Note>
      </div>
    )
  if (conversation.length === 0)
    return (
      <div className="thread-none">
        <EmptyState icon={MessageSquare} title={<Trans>Nothing has been written here yet</Trans>}>
          <Trans>Write below: the resident receives it in the portal.</Trans>
        </EmptyState>
      </div>
    )
  if (!begin) return <div className="thread" aria-busy="true" />
  return (
    <Rows
      conversation={conversation}
      view={view}
      begin={begin}
      target={target}
      sentCount={sentCount}
      onSight={(first, last) =>
        setSight((before) => (needSame(before, { first, last }, conversation.length) ? before : { first, last }))
      }
    />
  )
}
