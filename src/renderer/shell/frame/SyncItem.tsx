import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CloudAlert, CloudCheck, CloudOff, HardDriveDownload, RefreshCw, TriangleAlert } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { SyncState } from '../../../shared/contract/sync.ts'
import { STATE_WORDS, toneOf } from '../../project/syncWords.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { useDesk } from '../../window/desk/useDesk.ts'

const ICONS: Partial<Record<SyncState, typeof CloudCheck>> = {
  live: CloudCheck,
  polling: CloudCheck,
  offline: CloudOff,
  'signed-out': CloudAlert,
  incompatible: CloudAlert,
}

/** What is saved here, what is sent, what waits and since when; opens the page that says more. */
export function SyncItem() {
  const { i18n } = useLingui()
  const { actions } = useDesk()
  const account = useRoute('account.status', {}).data
  const status = useRoute('sync.status', {}).data
  if (account?.state === 'connecting')
    return (
      <AriaButton className="status-item status-button" onPress={() => actions.run('go.settings')}>
        <RefreshCw size={16} aria-hidden />
        <Trans>Connecting this desk…</Trans>
      </AriaButton>
    )
  if (!status)
    return (
      <span className="status-item" data-tone="ok">
        <HardDriveDownload size={16} aria-hidden />
        <Trans>Saved on this desk</Trans>
      </span>
    )
  const tone = status.refusedCount > 0 || toneOf(status.state) !== 'ok' ? 'attention' : 'ok'
  const Icon = status.refusedCount > 0 ? TriangleAlert : (ICONS[status.state] ?? RefreshCw)
  return (
    <AriaButton className="status-item status-button" data-tone={tone} onPress={() => actions.run('go.sync')}>
      <Icon size={16} aria-hidden />
      {i18n._(STATE_WORDS[status.state])}
      {status.refusedCount > 0 && (
        <>
          {' · '}
          <Plural value={status.refusedCount} one="# action refused" other="# actions refused" />
        </>
      )}
      {status.waiting > 0 ? (
        <>
          {' · '}
          <Plural value={status.waiting} one="# action waiting" other="# actions waiting" />
          {status.waitingSince !== null && (
            <>
              {' '}
              <Trans>
                since <Moment at={status.waitingSince} />
              </Trans>
            </>
          )}
        </>
      ) : (
        status.lastCompleteSync !== null && (
          <span className="muted status-extra">
            <Trans>
              everything sent <Moment at={status.lastCompleteSync} />
            </Trans>
          </span>
        )
      )}
    </AriaButton>
  )
}
