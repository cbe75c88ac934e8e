import { memo } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { AlarmClock, CircleAlert, CircleCheckBig, NotebookPen, Package, Paperclip, PenLine } from 'lucide-react'
import type { ConversationRow } from '../../shared/messaging/schema.ts'
import { useNow } from '../../ui/clock.ts'
import { formatMoment } from '../../ui/format.ts'
import { UnitBadge } from '../parts/UnitBadge.tsx'
import { useMessagingTimeDisplay } from '../host.tsx'
import { SafeName } from '../parts/SafeText.tsx'
import { shortMoment } from './moment.ts'

/** Who a conversation is with. */
export function Names({ row }: { row: Pick<ConversationRow, 'residents' | 'unit'> }) {
  const [first, ...others] = row.residents
  if (!first) return row.unit ? <Trans>Unit {row.unit.name}</Trans> : <Trans>Nobody any more</Trans>
  return (
    <>
      <SafeName>{first.name}</SafeName>
      {others.length > 0 && <span className="conv-more"> +{others.length}</span>}
    </>
  )
}

/** A conversation in the list: the door, who, what was said last, and what is still to do. */
export const Row = memo(function Row({ row }: { row: ConversationRow }) {
  const { t } = useLingui()
  const display = useMessagingTimeDisplay()
  const now = useNow()
  const { last } = row
  return (
    <>
      <UnitBadge unit={row.unit?.name ?? null} size="row" />
      <span className="conv-main" data-unread={row.unread > 0 || undefined}>
        <span className="conv-line">
          <span className="conv-name">
            <Names row={row} />
          </span>
          {last && (
            <time className="conv-time" dateTime={last.at} title={formatMoment(last.at, display, now)}>
              {shortMoment(last.at, display, now)}
            </time>
          )}
        </span>
        <span className="conv-line">
          <span className="conv-text">
            {row.subject !== '' && (
              <strong>
                <SafeName>{row.subject}</SafeName>{' '}
              </strong>
            )}
            <Snippet row={row} />
          </span>
          <span className="conv-marks">
            {last?.delivery?.state === 'failed' && (
              <CircleAlert className="conv-failed" size={18} aria-label={t`Not sent`} />
            )}
            {row.draft && <PenLine size={16} aria-label={t`Draft`} />}
            {row.parcel && (
              <span className="conv-parcel">
                <Package size={14} aria-hidden />
                {row.parcel.shortNumber}
              </span>
            )}
            {row.status === 'snoozed' && <AlarmClock size={16} aria-label={t`Snoozed`} />}
            {row.status === 'closed' && <CircleCheckBig size={16} aria-label={t`Closed`} />}
            {row.unread > 0 && (
              <span className="conv-unread">
                {row.unread > 99 ? '99+' : row.unread}
                <span className="visually-hidden">
                  {' '}
                  <Plural value={row.unread} one="unread" other="unread" />
                </span>
              </span>
            )}
          </span>
        </span>
      </span>
    </>
  )
})

function Snippet({ row: { last } }: { row: ConversationRow }) {
  if (!last) return <Trans>Nothing written yet</Trans>
  return (
    <>
      {last.internalNote && <NotebookPen className="conv-icon" size={14} aria-hidden />}
      {last.mine && !last.internalNote && (
        <>
          <Trans context="author of a message">You:</Trans>{' '}
        </>
      )}
      {last.removed ? (
        <em>
          <Trans>Message removed</Trans>
        </em>
      ) : last.text === '' && last.attachments > 0 ? (
        <>
          <Paperclip className="conv-icon" size={14} aria-hidden />
          <Plural value={last.attachments} one="# file" other="# files" />
        </>
      ) : (
        <SafeName>{last.text}</SafeName>
      )}
    </>
  )
}
