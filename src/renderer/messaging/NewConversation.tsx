import { useState, type ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquareText, Package, Send, X } from 'lucide-react'
import { bodyProblem } from '../../shared/messaging/clean.ts'
import { countCharacters, SUBJECT_LIMIT } from '../../shared/messaging/limits.ts'
import { Button, Note, TextField, UnitBadge } from '../ui/index.ts'
import { Counter } from './composer/Counter.tsx'
import { useClient, useHost } from './host.tsx'
import { useConversationsOf, useMessagingWho } from './queries.ts'
import { SafeName } from './thread/SafeText.tsx'
import { refusalWords } from './words.ts'

/** Who the new conversation is with: a person, or everyone who lives in a unit. */
export interface Recipient {
  residentId: string | null
  unitId: string | null
  unitNumber: string | null
  name: string
}

interface NewConversationProps {
  to: Recipient | null
  /** What it is about. */
  parcel: { id: string; shortNumber: string } | null
  /** The program's own search for people; it calls back by changing `to`. */
  picker: ReactNode
  onForgetTo: () => void
  onClose: () => void
}

/** Begins a conversation: whom to, what about, what. */
export function NewConversation({ to, parcel, picker, onForgetTo, onClose }: NewConversationProps) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const { newId, openConversation } = useHost()
  const may = useMessagingWho()?.may
  const [id] = useState(newId)
  const [messageId] = useState(newId)
  const [subject, setSubject] = useState('')
  const [body, setBody] = useState('')
  const [error, setError] = useState<unknown>(null)
  const filter = to?.residentId ? { residentId: to.residentId } : { unitId: to?.unitId ?? '' }
  const open = useConversationsOf({ filter: { ...filter, status: 'open' }, limit: 3 }, to !== null).data?.rows ?? []
  const longSubject = countCharacters(subject) > SUBJECT_LIMIT
  const canSend = to !== null && (may?.write ?? false) && !longSubject && bodyProblem(body) === null
  const send = () => {
    if (!to || !canSend) return
    client
      .start({
        id,
        subject,
        residentIds: to.residentId === null ? [] : [to.residentId],
        unitId: to.unitId,
        packageId: parcel?.id ?? null,
        message: { id: messageId, body },
      })
      .then(() => openConversation(id), setError)
  }
  return (
    <section className="inbox-pane inbox-form" aria-label={t`New conversation`}>
      <header className="panel-head">
        <h1>
          <Trans>New conversation</Trans>
        </h1>
        <Button variant="plain" icon={X} aria-label={t`Close`} onPress={onClose} />
      </header>
      {to === null ? (
        picker
      ) : (
        <>
          <div className="recipient">
            <UnitBadge unit={to.unitNumber} size="row" />
            <span className="row-main">
              <span className="row-title">
                {to.residentId === null ? <Trans>Everyone who lives there</Trans> : <SafeName>{to.name}</SafeName>}
              </span>
              {parcel && (
                <span className="row-sub">
                  <Package size={14} aria-hidden /> <Trans>About parcel {parcel.shortNumber}</Trans>
                </span>
              )}
            </span>
            <Button size="small" variant="plain" onPress={onForgetTo}>
              <Trans>Change</Trans>
            </Button>
          </div>
          {open.length > 0 && (
            <Note tone="known">
              <Trans>There is already something open with them:</Trans>
              <span className="row" data-gap="small">
                {open.map((row) => (
                  <Button key={row.id} size="small" icon={MessageSquareText} onPress={() => openConversation(row.id)}>
                    {row.subject === '' ? <Trans>Without a subject</Trans> : <SafeName>{row.subject}</SafeName>}
                  </Button>
                ))}
              </span>
            </Note>
          )}
          <TextField
            label={t`Subject (may stay empty)`}
            value={subject}
            onChange={setSubject}
            error={longSubject ? t`At most ${SUBJECT_LIMIT} characters.` : undefined}
          />
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the person was chosen a moment ago: writing is next */}
          <TextField label={t`Message`} multiline value={body} onChange={setBody} autoFocus />
          <Counter text={body} />
          {error !== null && (
            <div role="alert">
              <Note tone="error">{i18n._(refusalWords(error))}</Note>
            </div>
          )}
          <div className="row">
            <Button variant="primary" icon={Send} isDisabled={!canSend} onPress={send}>
              <Trans>Send</Trans>
            </Button>
            <Button onPress={onClose}>
              <Trans>Leave it</Trans>
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
