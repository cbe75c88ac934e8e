import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileKey } from 'lucide-react'
import { Button, Form, Note, Panel, TextField } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** The code on paper for the day when the computer has lost the key that seals the PINs. */
export function Recovery({ may }: { may: boolean }) {
  const status = useRoute('duty.status', {}).data
  if (!status) return null
  if (status.keeping === 'lost') return <BeginAnew isMade={status.recovery} />
  return may && status.people.some(({ hasPin }) => hasPin) ? <MakeCode isMade={status.recovery} /> : null
}

function MakeCode({ isMade }: { isMade: boolean }) {
  const [code, show] = useState<string | null>(null)
  const make = useSend('duty.makeRecovery', { onSuccess: (made) => show(made.code) })
  return (
    <Panel title={<Trans>Recovery code</Trans>}>
      <p className="muted">
        {isMade ? (
          <Trans>There is one. A new one takes its place.</Trans>
        ) : (
          <Trans>None yet. If this computer loses its key ring, only this code lets the PINs begin anew.</Trans>
        )}
      </p>
      {code !== null && (
        <Note tone="ok">
          <Trans>
            Write it down and keep it away from the desk; it is not shown again:{' '}
            <strong className="staff-code">{code}</strong>
          </Trans>
        </Note>
      )}
      <ErrorNote error={make.error} />
      <div className="row">
        <Button icon={FileKey} isPending={make.isPending} onPress={() => make.mutate({})}>
          {isMade ? <Trans>Make a new code</Trans> : <Trans>Make a code</Trans>}
        </Button>
      </div>
    </Panel>
  )
}

function BeginAnew({ isMade }: { isMade: boolean }) {
  const { t } = useLingui()
  const [code, setCode] = useState('')
  const recover = useSend('duty.recover')
  return (
    <Panel title={<Trans>The PINs cannot be read any more</Trans>}>
      <p>
        <Trans>
          This computer has lost the key that seals them. Until they begin anew, nobody is more than a clerk here.
        </Trans>
      </p>
      {isMade ? (
        <Form
          data-gap="small"
          onSubmit={() => {
            if (code.trim() !== '' && !recover.isPending) recover.mutate({ code })
          }}
        >
          <TextField label={t`Recovery code`} value={code} onChange={setCode} autoComplete="off" spellCheck="false" />
          <ErrorNote error={recover.error} />
          <div className="row">
            <Button type="submit" icon={FileKey} isPending={recover.isPending} isDisabled={code.trim() === ''}>
              <Trans>Begin anew</Trans>
            </Button>
          </div>
        </Form>
      ) : (
        <Note tone="attention">
          <Trans>
            No recovery code was made. The person who manages this computer ends the program and takes duty.json and
            duty.key out of its folder.
          </Trans>
        </Note>
      )}
    </Panel>
  )
}
