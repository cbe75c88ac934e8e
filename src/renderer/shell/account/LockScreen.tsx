import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Lock as LockIcon, ScanBarcode } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Note } from '../../../ui/index.ts'
import { SignInForm } from '../../project/SignInForm.tsx'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useNow } from '../../../ui/clock.ts'
import { formatTime } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { BootScreen } from '../boot/BootScreen.tsx'
import { PinForm } from './PinForm.tsx'
import '../boot/boot.css'

interface LockScreenProps {
  status: Response<'duty.status'>
  /** Scans that were made since. */
  kept: number
  /** Whom somebody chose, or whose badge was read. */
  chosen: string | null
  onChoose: (id: string) => void
}

/** Who is it? The one who was on duty first, and whoever else has a PIN here. */
export function LockScreen({ status, kept, chosen, onChoose }: LockScreenProps) {
  const { t, i18n } = useLingui()
  const account = useRoute('account.status', {}).data
  const isConnected = account?.state === 'connected'
  const known = status.people.filter(({ hasPin, mayTake }) => hasPin && mayTake)
  const person = known.find(({ id }) => id === (chosen ?? status.on)) ?? known[0]
  const others = known.filter(({ id }) => id !== person?.id)
  return (
    <BootScreen icon={LockIcon} title={person ? t`Is it you, ${person.name}?` : t`The desk is locked`} actions={null}>
      {kept > 0 && (
        <Note tone="attention" icon={ScanBarcode}>
          <Plural
            value={kept}
            one="# scan is kept: somebody must sign it."
            other="# scans are kept: somebody must sign them."
          />
        </Note>
      )}
      {person && (
        <>
          <PinForm key={person.id} staffId={person.id} temporary={person.temporary} onDone={() => undefined} />
          <Waits until={person.waitsUntil} />
        </>
      )}
      {others.length > 0 && (
        <section className="stack" data-gap="small">
          <h2>
            <Trans>Somebody else?</Trans>
          </h2>
          <div className="row">
            {others.map(({ id, name, role }) => (
              <Button key={id} onPress={() => onChoose(id)}>
                <bdi translate="no">{name}</bdi> <span className="muted small">{i18n._(ROLE_WORDS[role])}</span>
              </Button>
            ))}
          </div>
        </section>
      )}
      {status.people.some(({ badgeSince }) => badgeSince !== null) && (
        <p className="muted">
          {status.badgeAlone ? (
            <Trans>A badge held to the reader opens the desk.</Trans>
          ) : (
            <Trans>A badge held to the reader says who you are; your PIN opens the desk.</Trans>
          )}
        </p>
      )}
      {isConnected && (
        <details>
          <summary>
            <Trans>Sign in with the account instead</Trans>
          </summary>
          <SignInForm />
        </details>
      )}
      <p className="muted small">
        <Trans>PIN forgotten? An administrator gives a new one under “Staff”.</Trans>
      </p>
    </BootScreen>
  )
}

function Waits({ until }: { until: string | null }) {
  const display = useTimeDisplay()
  const now = useNow()
  if (until === null || Date.parse(until) <= now) return null
  return (
    <Note tone="attention">
      <Trans>
        Too many wrong PINs: the next one is read from {formatTime(Date.parse(until) + 59_999, display)} on.
      </Trans>
    </Note>
  )
}
