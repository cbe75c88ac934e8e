import { useEffect, useState, type ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquareText, Package, Send, X } from 'lucide-react'
import { bodyProblem } from '../shared/messaging/clean.ts'
import { countCharacters, SUBJECT_LIMIT } from '../shared/messaging/limits.ts'
import { Button, Note, TextField } from '../ui/index.ts'
import { UnitBadge } from './parts/UnitBadge.tsx'
import { Counter } from './parts/Counter.tsx'
import { useClient, useHost } from './host.tsx'
import { LeaveButton } from './kept/LeaveButton.tsx'
import { NotKept } from './kept/NotKept.tsx'
import { slotOf } from '../shared/messaging/slots.ts'
import { useKeptForm } from './kept/useKeptForm.ts'
import { useConversationsOf, useMessagingWho } from './queries.ts'
import { SafeName } from './parts/SafeText.tsx'
import { RefusalNote } from './parts/RefusalNote.tsx'

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
  /** What the screen before had in hand, by its id: a text that was begun there is found again there. */
  aboutId?: string | null
  /** A text that was begun earlier was for this person. */
  onFoundTo?: (to: Recipient) => void
  onClose: () => void
}

/** What was written so far, under the ids that it will be sent with: a repeated sending sends once. */
interface Begun {
  id: string
  messageId: string
  to: Recipient | null
  subject: string
  body: string
}
const hasNoWords = ({ subject, body }: Begun): boolean => subject === '' && body === ''

/** Begins a conversation: whom to, what about, what. */
export function NewConversation({
  to,
  parcel,
  picker,
  onForgetTo,
  aboutId = null,
  onFoundTo,
  onClose,
}: NewConversationProps) {
  const { t } = useLingui()
  const client = useClient()
  const { newId, openConversation } = useHost()
  const may = useMessagingWho()?.may
  const form = useKeptForm<Begun>({
    slot: slotOf('conversation', aboutId),
    empty: () => ({ id: newId(), messageId: newId(), to: null, subject: '', body: '' }),
    isEmpty: hasNoWords,
    onFound: async (found) => {
      // The program may have ended between sending it and forgetting it here.
      if (await client.conversation(found.id).catch(() => null)) return null
      if (found.to) onFoundTo?.(found.to)
      return found
    },
  })
  const { value: begun, change, forget } = form
  const { id = '', messageId = '', subject = '', body = '' } = begun ?? {}
  const [error, setError] = useState<unknown>(null)
  const filter = to?.residentId ? { residentId: to.residentId } : { unitId: to?.unitId ?? '' }
  const open = useConversationsOf({ filter: { ...filter, status: 'open' }, limit: 3 }, to !== null).data?.rows ?? []
  const longSubject = countCharacters(subject) > SUBJECT_LIMIT
  const canSend = to !== null && (may?.write ?? false) && !longSubject && bodyProblem(body) === null
  // Another person was chosen for words that stand already: they are found again with that person.
  const isOther = begun !== null && !hasNoWords(begun) && to !== null && !isSame(begun.to, to)
  useEffect(() => {
    if (isOther) change({ to })
  }, [isOther, to, change])
  const write = (part: Pick<Begun, 'subject'> | Pick<Begun, 'body'>) => change({ ...part, to })
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
      .then(() => {
        forget()
        openConversation(id)
      }, setError)
  }
  const leave = () => {
    forget()
    // What was found again stood in the way of a new one, for whomever the screen before had in hand.
    if (!form.isFound) onClose()
    else if (aboutId === null) onForgetTo()
  }
  return (
    <section className="inbox-pane inbox-form" aria-label={t`New conversation`}>
      <header className="panel-head">
        <h1>
          <Trans>New conversation</Trans>
        </h1>
        <Button variant="plain" icon={X} aria-label={t`Close`} onPress={onClose} />
      </header>
      {begun === null ? null : to === null ? (
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
          {form.isFound && (
            <Note>
              <Trans>This was begun earlier and not sent.</Trans>
            </Note>
          )}
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
            onChange={(text) => write({ subject: text })}
            error={longSubject ? t`At most ${SUBJECT_LIMIT} characters.` : undefined}
          />
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the person was chosen a moment ago: writing is next */}
          <TextField label={t`Message`} multiline value={body} onChange={(text) => write({ body: text })} autoFocus />
          <Counter text={body} />
          <NotKept error={form.error} />
          <RefusalNote error={error} />
          <div className="row">
            <Button variant="primary" icon={Send} isDisabled={!canSend} onPress={send}>
              <Trans>Send</Trans>
            </Button>
            <LeaveButton hasWords={begun !== null && !hasNoWords(begun)} onLeave={leave} />
          </div>
        </>
      )}
    </section>
  )
}

const isSame = (a: Recipient | null, b: Recipient): boolean => a?.residentId === b.residentId && a.unitId === b.unitId
