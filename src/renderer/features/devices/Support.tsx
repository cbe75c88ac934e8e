import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileDown, Printer } from 'lucide-react'
import { useNavigate } from '@tanstack/react-router'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useSend } from '../../window/data/queries.ts'
import { Button, Note, Panel } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** What we need to help, shown before it is saved. */
export function Support() {
  const { t } = useLingui()
  const feedback = useFeedback()
  const [text, setText] = useState<string | null>(null)
  const read = useSend('support.read', { onSuccess: (answer) => setText(answer.text), onError: feedback.fail })
  const save = useSend('support.save', { onError: feedback.fail })
  return (
    <Panel title={<Trans>Support file</Trans>}>
      <p className="muted">
        <Trans>
          How this desk and its devices are set, without names, numbers or codes of people and parcels. Read it before
          you send it.
        </Trans>
      </p>
      <div className="row">
        <Button isPending={read.isPending} onPress={() => (text === null ? read.mutate({}) : setText(null))}>
          {text === null ? <Trans>Show what is in it</Trans> : <Trans>Hide it</Trans>}
        </Button>
        <Button icon={FileDown} isPending={save.isPending} onPress={() => save.mutate({})}>
          <Trans>Save the file</Trans>
        </Button>
      </div>
      {save.data && (
        <Note tone="ok">
          <Trans>
            Saved: <span className="code break">{save.data.path}</span>
          </Trans>
        </Note>
      )}
      <ErrorNote error={save.error} />
      {text !== null && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text that scrolls must be reachable by keyboard
        <pre className="raw code support-text" tabIndex={0} aria-label={t`Content of the support file`}>
          {text}
        </pre>
      )}
    </Panel>
  )
}

/** Printers have their own place; this is the way there. */
export function PrinterLink() {
  const navigate = useNavigate()
  return (
    <Panel title={<Trans>Printer</Trans>}>
      <div className="row">
        <Button icon={Printer} onPress={() => void navigate({ to: '/settings' })}>
          <Trans>Printer and labels in the settings</Trans>
        </Button>
      </div>
    </Panel>
  )
}
