import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { FolderOpen, LockOpen } from 'lucide-react'
import { PASSPHRASE_LENGTH } from '../../../shared/archive/passphrase.ts'
import { Button, Form, Panel, TextField } from '../../../ui/index.ts'
import { useSend } from '../../window/data/queries.ts'
import { ArchiveError } from './ArchiveError.tsx'
import { OpenedArchive } from './OpenedArchive.tsx'
import { Progress } from './Progress.tsx'
import { megabytes } from '../../records/backups/size.ts'
import './backups.css'

/** An archive takes the place of what is here: chosen, opened with its passphrase, looked at, and only then taken. */
export function TakeArchive() {
  const { t, i18n } = useLingui()
  const [passphrase, setPassphrase] = useState('')
  const open = useSend('archive.open', { onSuccess: () => setPassphrase('') })
  const choose = useSend('archive.choose', { onMutate: () => open.reset() })
  const begin = () => passphrase !== '' && open.mutate({ passphrase })
  return (
    <Panel title={<Trans>Open an archive</Trans>}>
      <p className="muted">
        <Trans>Brings a building from another computer here. You see what is in it before anything changes.</Trans>
      </p>
      <div className="row">
        <Button
          icon={FolderOpen}
          isPending={choose.isPending}
          isDisabled={open.isPending}
          onPress={() => choose.mutate({})}
        >
          <Trans>Choose the file…</Trans>
        </Button>
        {choose.data && (
          <span className="break">
            {choose.data.name} · {megabytes(choose.data.bytes, i18n.locale)}
          </span>
        )}
      </div>
      <ArchiveError error={choose.error} />
      {choose.data && !open.data && !open.isPending && (
        <Form onSubmit={begin}>
          <TextField
            type="password"
            label={t`Passphrase of the archive`}
            value={passphrase}
            onChange={setPassphrase}
            maxLength={PASSPHRASE_LENGTH.most}
          />
          <div className="row">
            <Button icon={LockOpen} isDisabled={passphrase === ''} onPress={begin}>
              <Trans>Open it</Trans>
            </Button>
          </div>
        </Form>
      )}
      {open.isPending && <Progress label={t`Progress of opening the archive`} />}
      <ArchiveError error={open.error} />
      {open.data && <OpenedArchive about={open.data} />}
    </Panel>
  )
}
