import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FlaskConical, Unplug } from 'lucide-react'
import type { Account, ConnectOffer } from '../../../shared/contract/account.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { Button, Note, Panel } from '../../../ui/index.ts'
import { problemWords } from '../../project/syncWords.ts'
import { DisconnectForm } from './project/DisconnectForm.tsx'
import { LookForm } from './project/LookForm.tsx'
import { OfferForm } from './project/OfferForm.tsx'

type Of<S extends Account['state']> = Extract<Account, { state: S }>

/** The project that this desk shares its building through. */
export function Project({ isDisabled }: { isDisabled: boolean }) {
  const account = useRoute('account.status', {}).data
  if (!account) return null
  return (
    <Panel title={<Trans>Other desks and the portal</Trans>}>
      {account.state === 'none' && <Alone account={account} isDisabled={isDisabled} />}
      {account.state === 'connecting' && <Connecting account={account} />}
      {account.state === 'connected' && <Connected account={account} isDisabled={isDisabled} />}
    </Panel>
  )
}

function Alone({ account, isDisabled }: { account: Of<'none'>; isDisabled: boolean }) {
  const { i18n } = useLingui()
  const [offer, setOffer] = useState<ConnectOffer | null>(null)
  const { left } = account
  const isSample = useRoute('session.get', {}).data?.building.isSample
  return (
    <>
      {isSample && (
        <Note tone="known" icon={FlaskConical}>
          <Trans>
            This building is a sample: its people and parcels are invented. To begin with yours, connect this desk to
            your project below and take the project’s building; the sample then goes away.
          </Trans>
        </Note>
      )}
      <p className="muted">
        <Trans>
          This desk works on its own. Connected to a Supabase project, several desks and the residents’ portal share one
          building; the desk keeps working offline.
        </Trans>
      </p>
      {left !== null && (
        <Note tone="attention">
          <Trans>
            {left} disconnected this desk. Until it is connected again, {left} signs everything that is done here, and
            nobody else can go on duty.
          </Trans>
        </Note>
      )}
      {account.failed !== null && !offer && (
        <Note tone="error">
          <Trans>The last attempt failed; nothing here was changed.</Trans> {i18n._(problemWords(account.failed))}
        </Note>
      )}
      {offer ? (
        <OfferForm offer={offer} onBack={() => setOffer(null)} />
      ) : (
        <LookForm isDisabled={isDisabled} onOffer={setOffer} />
      )}
    </>
  )
}

function Connecting({ account }: { account: Of<'connecting'> }) {
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

function Connected({ account, isDisabled }: { account: Of<'connected'>; isDisabled: boolean }) {
  const { i18n } = useLingui()
  const { actions } = useDesk()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <dl className="facts">
        <dt>
          <Trans>Building</Trans>
        </dt>
        <dd>{account.building.name}</dd>
        <dt>
          <Trans>Project</Trans>
        </dt>
        <dd className="code project-url">{account.url}</dd>
        <dt>
          <Trans>Signed in</Trans>
        </dt>
        <dd>
          {account.person.name} ({i18n._(ROLE_WORDS[account.person.role])})
        </dd>
      </dl>
      {!account.remembered && (
        <Note tone="attention">
          <Trans>
            This computer has no key ring, so the sign-in is not kept on its disk: each time the program starts, the
            console stays closed until somebody signs in, which needs the internet. Ask the person who manages it to
            install one (GNOME Keyring or KWallet).
          </Trans>
        </Note>
      )}
      <div className="row">
        <Button onPress={() => actions.run('go.sync')}>
          <Trans>What is sent and what is waiting</Trans>
        </Button>
        {!asking && (
          <Button icon={Unplug} isDisabled={isDisabled} onPress={() => setAsking(true)}>
            <Trans>Disconnect…</Trans>
          </Button>
        )}
      </div>
      {asking && (
        <DisconnectForm building={account.building.name} waiting={account.waiting} onBack={() => setAsking(false)} />
      )}
    </>
  )
}
