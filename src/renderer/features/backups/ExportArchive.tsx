import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileLock } from 'lucide-react'
import { PASSPHRASE_LENGTH, strengthOf } from '../../../shared/archive/passphrase.ts'
import { Button, Chip, Note, Panel, TextField } from '../../../ui/index.ts'
import { useSend } from '../../window/data/queries.ts'
import { ArchiveError } from './ArchiveError.tsx'
import { Progress } from './Progress.tsx'
import { megabytes } from '../../records/backups/size.ts'
import { STRENGTH_TONES, STRENGTH_WORDS } from './words.ts'

/** Everything of this desk as one file that only a passphrase opens. */
export function ExportArchive() {
  const { t, i18n } = useLingui()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const clear = () => {
    setFirst('')
    setSecond('')
  }
  const write = useSend('archive.write', { onSuccess: (done) => done && clear() })
  const strength = strengthOf(first)
  const isSame = first === second
  const isGood = isSame && strength !== 'short' && strength !== 'weak'
  const begin = () => isGood && write.mutate({ passphrase: first })
  return (
    <Panel title={<Trans>Everything in one archive</Trans>}>
      <p className="muted">
        <Trans>
          People, parcels, messages, files and settings, encrypted. Keep it on another disk, or take it to another
          computer. PINs and the connection to a project are not in it.
        </Trans>
      </p>
      {write.isPending ? (
        <Progress label={t`Progress of the archive`} />
      ) : (
        <>
          <TextField
            type="password"
            label={t`Passphrase`}
            help={t`Five words that have nothing to do with each other are strong and easy to type.`}
            value={first}
            onChange={setFirst}
            maxLength={PASSPHRASE_LENGTH.most}
          />
          {first !== '' && (
            <output>
              <Chip tone={STRENGTH_TONES[strength]}>{i18n._(STRENGTH_WORDS[strength])}</Chip>
            </output>
          )}
          <TextField
            type="password"
            label={t`The same again`}
            value={second}
            onChange={setSecond}
            maxLength={PASSPHRASE_LENGTH.most}
            error={second !== '' && !isSame && !first.startsWith(second) ? t`The two are not the same.` : undefined}
          />
          <Note tone="attention">
            <Trans>Without the passphrase nobody opens the archive, neither you nor support. Write it down.</Trans>
          </Note>
          <div className="row">
            <Button icon={FileLock} isDisabled={!isGood} onPress={begin}>
              <Trans>Write the archive…</Trans>
            </Button>
          </div>
        </>
      )}
      <ArchiveError error={write.error} />
      {write.data && (
        <Note tone="ok">
          <Trans>
            Written and read back: <span className="code break">{write.data.path}</span>
          </Trans>{' '}
          ({megabytes(write.data.bytes, i18n.locale)})
        </Note>
      )}
    </Panel>
  )
}
