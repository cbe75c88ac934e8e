import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Unplug } from 'lucide-react'
import type { Account, ConnectOffer } from '../../../shared/contract/account.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { Button, Note, Panel } from '../../../ui/index.ts'
import { problemWords } from '../../project/syncWords.ts'
import { DisconnectForm } from './project/DisconnectForm.tsx'
import { Connecting } from './project/Connecting.tsx'
import { LookForm } from './project/LookForm.tsx'
import { SampleNote } from './SampleNote.tsx'
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
  return (
    <>
      <SampleNote />
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
