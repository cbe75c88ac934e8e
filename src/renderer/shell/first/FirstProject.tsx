import { useState, type ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft, CloudDownload } from 'lucide-react'
import type { Account, ConnectOffer } from '../../../shared/contract/account.ts'
import { Button, Note } from '../../../ui/index.ts'
import { Connecting } from '../../features/settings/project/Connecting.tsx'
import { LookForm } from '../../features/settings/project/LookForm.tsx'
import { OfferForm } from '../../features/settings/project/OfferForm.tsx'
import { problemWords } from '../../project/syncWords.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useStoreRoute } from '../boot/useStoreRoute.ts'
import { FirstFrame } from './FirstFrame.tsx'
import '../../features/settings/settings.css'

/** A desk that waits for the building of its project is connected before anything else; every other desk goes on. */
export function FirstProject({ children }: { children: ReactNode }) {
  const building = useRoute('session.get', {}).data?.building
  const account = useRoute('account.status', {}).data
  if (!building?.awaitsProject || !account || account.state === 'connected') return children
  return <Waiting buildingId={building.id} account={account} />
}

function Waiting({ buildingId, account }: { buildingId: string; account: Exclude<Account, { state: 'connected' }> }) {
  const { t, i18n } = useLingui()
  const [offer, setOffer] = useState<ConnectOffer | null>(null)
  const back = useStoreRoute('first.askAgain')
  return (
    <FirstFrame
      icon={CloudDownload}
      title={t`Connect to a project`}
      lead={
        <Trans>
          The building must already be in the project: begun there, or brought in from another desk. This desk then
          shares it.
        </Trans>
      }
    >
      {account.state === 'connecting' ? (
        <Connecting account={account} />
      ) : (
        <>
          {account.failed !== null && !offer && (
            <Note tone="error">
              <Trans>The last attempt failed; nothing here was changed.</Trans> {i18n._(problemWords(account.failed))}
            </Note>
          )}
          {offer ? (
            <OfferForm offer={offer} onBack={() => setOffer(null)} onlyTakes />
          ) : (
            <LookForm isDisabled={false} onOffer={setOffer} />
          )}
          <ErrorNote error={back.error} />
          <div className="row">
            <Button icon={ArrowLeft} isPending={back.isPending} onPress={() => back.mutate({ buildingId })}>
              <Trans>Begin in another way</Trans>
            </Button>
          </div>
        </>
      )}
    </FirstFrame>
  )
}
