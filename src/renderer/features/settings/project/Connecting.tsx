import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Account } from '../../../../shared/contract/account.ts'
import { useSend } from '../../../window/data/queries.ts'
import { Button, Note } from '../../../../ui/index.ts'
import { problemWords } from '../../../project/syncWords.ts'

/** How far the building has come on its way between this desk and the project. */
export function Connecting({ account }: { account: Extract<Account, { state: 'connecting' }> }) {
  const { t, i18n } = useLingui()
  const cancel = useSend('account.cancel')
  const { phase, done, total, refused, problem } = account
  return (
    <div className="stack" data-gap="small">
      <p>
        {phase === 'backup' && <Trans>A backup of this desk is being made…</Trans>}
        {phase === 'sending' && <Trans>Uploading this desk’s building…</Trans>}
        {phase === 'reading' && <Trans>Downloading the project’s building…</Trans>}
        {phase === 'changing' && <Trans>The building is being changed…</Trans>}
      </p>
      <progress
        className="progress"
        aria-label={t`Progress`}
        {...(total ? { value: Math.min(done, total), max: total } : {})}
      />
      <p className="muted small">
        {total ? (
          <Trans>
            {done} of {total}
          </Trans>
        ) : null}{' '}
        <Trans>The desk can be used meanwhile.</Trans>
      </p>
      {refused > 0 && (
        <Note tone="attention">
          <Plural
            value={refused}
            one="# part was refused. It waits under “Sending and receiving” afterwards; nothing is lost."
            other="# parts were refused. They wait under “Sending and receiving” afterwards; nothing is lost."
          />
        </Note>
      )}
      {problem !== null && <Note tone="attention">{i18n._(problemWords(problem))}</Note>}
      <div className="row">
        <Button isDisabled={phase === 'changing'} isPending={cancel.isPending} onPress={() => cancel.mutate({})}>
          <Trans>Stop and leave things as they were</Trans>
        </Button>
      </div>
    </div>
  )
}
