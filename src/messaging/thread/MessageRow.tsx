import { memo, useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Megaphone, NotebookPen, Pencil, RotateCw, Trash2 } from 'lucide-react'
import type { ThreadMessage } from '../../shared/messaging/schema.ts'
import { formatFull, formatTime } from '../../ui/format.ts'
import { Button, VisuallyHidden } from '../../ui/index.ts'
import { useClient, useMessagingTimeDisplay } from '../host.tsx'
import { FAILURE_WORDS, refusalWords } from '../words.ts'
import { EditBox } from './EditBox.tsx'
import { Files } from '../parts/Files.tsx'
import { isOfOthers } from './look.ts'
import { Receipt } from './Receipt.tsx'
import { SafeName, SafeText } from '../parts/SafeText.tsx'
import type { Editing } from './useEditing.ts'

interface MessageRowProps {
  message: ThreadMessage
  first: boolean
  last: boolean
  /** A search led here. */
  isTarget: boolean
  editing: Editing
}

/** One message: who, what, when, and how far it came. */
export const MessageRow = memo(function MessageRow({ message, first, last, isTarget, editing }: MessageRowProps) {
  const { i18n } = useLingui()
  const display = useMessagingTimeDisplay()
  const doing = editing.doing?.id === message.id ? editing.doing : null
  const side = message.internalNote ? 'note' : isOfOthers(message) || isRemovedOfOthers(message) ? 'theirs' : 'ours'
  const at = message.arrivedAt ?? message.sentAt
  const { author } = message
  return (
    <article
      className="msg"
      data-side={side}
      data-first={first || undefined}
      data-last={last || undefined}
      data-failed={message.delivery?.state === 'failed' || undefined}
      data-target={isTarget || undefined}
    >
      {first && (
        <p className="msg-author">
          {message.internalNote && (
            <span className="msg-kind">
              <NotebookPen size={15} aria-hidden />
              <Trans>Internal note</Trans>
            </span>
          )}
          {message.announcement && (
            <span className="msg-kind">
              <Megaphone size={15} aria-hidden />
              <Trans>Announcement</Trans>
            </span>
          )}
          <strong>{message.mine ? <Trans>You</Trans> : <SafeName>{author.name}</SafeName>}</strong>
          {author.kind === 'resident' && author.unit !== null && <span className="msg-unit">{author.unit}</span>}
        </p>
      )}
      <div className="msg-bubble">
        {!first && <VisuallyHidden>{author.name}, </VisuallyHidden>}
        {message.removedAt !== null ? (
          <p className="msg-removed">
            <Trash2 size={15} aria-hidden />
            <Trans>Message removed</Trans>
          </p>
        ) : doing?.what === 'edit' || doing?.what === 'resend' ? (
          <EditBox key={doing.what} message={message} doing={doing} editing={editing} />
        ) : (
          <>
            {message.body !== '' && <SafeText text={message.body} />}
            {message.attachments.length > 0 && <Files files={message.attachments} />}
          </>
        )}
        <p className="msg-meta">
          <time dateTime={at} title={formatFull(message.sentAt, display)}>
            {formatTime(at, display)}
          </time>
          {message.editedAt !== null && message.removedAt === null && (
            <span title={formatFull(message.editedAt, display)}>
              <Trans context="message">edited</Trans>
            </span>
          )}
          {message.changeWaiting && (
            <span>
              <Trans>change waits</Trans>
            </span>
          )}
          {message.delivery && message.removedAt === null && <Receipt delivery={message.delivery} />}
        </p>
        {!doing && !editing.isWriting && <Acts message={message} editing={editing} />}
      </div>
      {message.delivery?.state === 'failed' && !doing && (
        <Failed message={message} editing={editing} reason={i18n._(FAILURE_WORDS[message.delivery.reason])} />
      )}
      {(doing?.what === 'remove' || doing?.what === 'discard') && (
        <Confirm message={message} what={doing.what} editing={editing} />
      )}
    </article>
  )
})

const isRemovedOfOthers = (message: ThreadMessage): boolean =>
  message.removedAt !== null && message.delivery === null && !message.mine

/** Shown beside a message under the pointer or the focus. Plain buttons: a window of messages holds dozens of them. */
function Acts({ message, editing }: { message: ThreadMessage; editing: Editing }) {
  const { t } = useLingui()
  if (!message.canEdit && !message.canRemove) return null
  return (
    <span className="msg-acts">
      {message.canEdit && (
        <button
          type="button"
          className="button"
          data-size="small"
          aria-label={t`Edit this message`}
          onClick={() => editing.set({ what: 'edit', id: message.id, from: message.body, text: message.body })}
        >
          <Pencil size={16} aria-hidden />
        </button>
      )}
      {message.canRemove && (
        <button
          type="button"
          className="button"
          data-size="small"
          aria-label={t`Remove this message`}
          onClick={() => editing.set({ what: 'remove', id: message.id })}
        >
          <Trash2 size={16} aria-hidden />
        </button>
      )}
    </span>
  )
}

function Failed({ message, editing, reason }: { message: ThreadMessage; editing: Editing; reason: string }) {
  const { i18n } = useLingui()
  const client = useClient()
  const [error, setError] = useState<unknown>(null)
  return (
    <div className="msg-failed">
      <p>
        <strong>
          <Trans>Not sent:</Trans>
        </strong>{' '}
        {error === null ? reason : i18n._(refusalWords(error))}
      </p>
      <div className="row" data-gap="small">
        <Button size="small" icon={RotateCw} onPress={() => void client.retry(message.id).catch(setError)}>
          <Trans>Send again</Trans>
        </Button>
        <Button
          size="small"
          icon={Pencil}
          isDisabled={editing.isWriting}
          onPress={() => editing.set({ what: 'resend', id: message.id, from: message.body, text: message.body })}
        >
          <Trans>Change and send</Trans>
        </Button>
        <Button
          size="small"
          icon={Trash2}
          isDisabled={editing.isWriting}
          onPress={() => editing.set({ what: 'discard', id: message.id })}
        >
          <Trans>Discard</Trans>
        </Button>
      </div>
    </div>
  )
}

function Confirm({ message, what, editing }: { message: ThreadMessage; what: 'remove' | 'discard'; editing: Editing }) {
  const { i18n } = useLingui()
  const client = useClient()
  const [error, setError] = useState<unknown>(null)
  const go = () => {
    const done = what === 'remove' ? client.remove(message.id) : client.discard(message.id)
    done.then(() => editing.set(null), setError)
  }
  return (
    <div className="msg-confirm">
      <p role={error === null ? undefined : 'alert'}>
        {error !== null ? (
          i18n._(refusalWords(error))
        ) : what === 'remove' ? (
          message.internalNote ? (
            <Trans>Remove this note? It leaves a trace.</Trans>
          ) : (
            <Trans>Remove it? Anyone who has read it has read it.</Trans>
          )
        ) : (
          <Trans>Discard the text for good?</Trans>
        )}
      </p>
      <div className="row" data-gap="small">
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- asked for by the person a moment ago */}
        <Button size="small" variant="danger" onPress={go} autoFocus>
          {what === 'remove' ? <Trans>Remove</Trans> : <Trans>Discard</Trans>}
        </Button>
        <Button size="small" onPress={() => editing.set(null)}>
          <Trans>Keep</Trans>
        </Button>
      </div>
    </div>
  )
}
