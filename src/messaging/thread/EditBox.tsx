import { useState, type KeyboardEvent } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { bodyProblem } from '../../shared/messaging/clean.ts'
import type { ThreadMessage } from '../../shared/messaging/schema.ts'
import { Button } from '../../ui/index.ts'
import { Counter } from '../parts/Counter.tsx'
import { useClient, useHost } from '../host.tsx'
import { NotKept } from '../kept/NotKept.tsx'
import { refusalWords } from '../words.ts'
import type { Doing, Editing } from './useEditing.ts'

/** Changes what a message says, in its place: after it was sent, or before it is sent again. */
export function EditBox({
  message,
  doing,
  editing,
}: {
  message: ThreadMessage
  doing: Extract<Doing, { text: string }>
  editing: Editing
}) {
  const { t, i18n } = useLingui()
  const client = useClient()
  const { enterSends } = useHost()
  const [error, setError] = useState<unknown>(null)
  const problem = bodyProblem(doing.text, { attachments: message.attachments.length })
  const save = () => {
    if (problem) return
    const saved = doing.what === 'edit' ? client.edit(message.id, doing.text) : client.retry(message.id, doing.text)
    saved.then(() => editing.set(null), setError)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      editing.set(null)
    } else if (event.key === 'Enter' && !event.shiftKey && (event.ctrlKey || event.metaKey || enterSends)) {
      event.preventDefault()
      save()
    }
  }
  return (
    <div className="msg-edit">
      <textarea
        className="input"
        aria-label={t`Message`}
        dir="auto"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person a moment ago
        autoFocus
        value={doing.text}
        onChange={(event) => editing.set({ ...doing, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <Counter text={doing.text} />
      <NotKept error={editing.error} />
      {error !== null && (
        <p className="msg-problem" role="alert">
          {i18n._(refusalWords(error))}
        </p>
      )}
      <div className="row" data-gap="small">
        <Button size="small" variant="primary" isDisabled={problem !== null} onPress={save}>
          {doing.what === 'edit' ? <Trans>Save the change</Trans> : <Trans>Send again</Trans>}
        </Button>
        <Button size="small" onPress={() => editing.set(null)}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </div>
  )
}
