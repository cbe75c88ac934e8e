import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { AlarmClock, ArchiveRestore, ArrowLeft, CircleCheckBig, Package, UserRound, UserX } from 'lucide-react'
import type { Conversation, ConversationStatus } from '../../shared/messaging/schema.ts'
import { formatMoment } from '../../ui/format.ts'
import { useNow } from '../../ui/clock.ts'
import { Button, Chip } from '../../ui/index.ts'
import { UnitBadge } from '../parts/UnitBadge.tsx'
import { useClient, useHost, useMessagingTimeDisplay } from '../host.tsx'
import { Names } from '../list/Row.tsx'
import { useMessagingWho } from '../queries.ts'
import { refusalWords } from '../words.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
import { SafeName } from '../parts/SafeText.tsx'
import { snoozes } from './snoozes.ts'

interface HeadProps {
  conversation: Conversation
  /** On a narrow window: back to the list. */
  onBack: () => void
}

/** Whose conversation it is, what it is about, whose it is to answer, and where it stands. */
export function Head({ conversation, onBack }: HeadProps) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const { openParcel } = useHost()
  const who = useMessagingWho()
  const display = useMessagingTimeDisplay()
  const now = useNow()
  const [error, setError] = useState<unknown>(null)
  const { id, status, parcel, assignee, snoozedUntil } = conversation
  const run = (act: Promise<void>) => void act.then(() => setError(null), setError)
  const setStatus = (next: ConversationStatus, until?: string) => run(client.setStatus(id, next, until))
  const gone = conversation.residents.length > 0 && conversation.residents.every((one) => one.gone)
  return (
    <header className="thread-head">
      <span className="thread-back">
        <Button variant="plain" icon={ArrowLeft} aria-label={t`Back to the conversations`} onPress={onBack} />
      </span>
      <UnitBadge unit={conversation.unit?.name ?? null} />
      <div className="thread-who">
        <h1>
          <Names row={conversation} />
        </h1>
        <p className="thread-facts">
          {conversation.subject !== '' && (
            <span className="thread-subject">
              <SafeName>{conversation.subject}</SafeName>
            </span>
          )}
          {parcel && openParcel && (
            <button type="button" className="msg-parcel" onClick={() => openParcel(parcel.id)}>
              <Package size={15} aria-hidden />
              {parcel.shortNumber}
            </button>
          )}
          {gone && (
            <Chip tone="error" icon={UserX}>
              <Trans>Moved out</Trans>
            </Chip>
          )}
          {status === 'snoozed' && snoozedUntil !== null && (
            <Chip tone="known" icon={AlarmClock}>
              <Trans>Snoozed until {formatMoment(snoozedUntil, display, now)}</Trans>
            </Chip>
          )}
          {status === 'closed' && (
            <Chip tone="ok" icon={CircleCheckBig}>
              <Trans context="conversation">Closed</Trans>
            </Chip>
          )}
        </p>
        {error !== null && (
          <p className="msg-problem" role="alert">
            {i18n._(refusalWords(error))}
          </p>
        )}
      </div>
      {who?.may.manage && (
        <div className="thread-acts">
          <MenuButton
            icon={UserRound}
            label={assignee ? <SafeName>{assignee.name}</SafeName> : <Trans>Nobody yet</Trans>}
            ariaLabel={assignee ? t`To answer: ${assignee.name}` : t`To answer: nobody yet`}
            items={[
              { id: '', label: t`Nobody` },
              ...who.staff.map((person) => ({
                id: person.id,
                label: person.id === who.me.id ? t`Me (${person.name})` : person.name,
              })),
            ]}
            chosen={assignee?.id ?? ''}
            onChoose={(staffId) => run(client.assign(id, staffId === '' ? null : staffId))}
          />
          {status === 'open' ? (
            <>
              <MenuButton
                icon={AlarmClock}
                label={<Trans>Snooze</Trans>}
                items={snoozes(now, display).map(({ at, name }) => ({
                  id: at,
                  label: i18n._(name),
                  detail: formatMoment(at, display, now),
                }))}
                onChoose={(until) => setStatus('snoozed', until)}
              />
              <Button icon={CircleCheckBig} size="small" onPress={() => setStatus('closed')}>
                <Trans context="conversation">Close</Trans>
              </Button>
            </>
          ) : (
            <Button icon={ArchiveRestore} size="small" onPress={() => setStatus('open')}>
              <Trans context="conversation">Reopen</Trans>
            </Button>
          )}
        </div>
      )}
    </header>
  )
}
