import { Trans, useLingui } from '@lingui/react/macro'
import { Package, PackageCheck } from 'lucide-react'
import type { SystemLine } from '../../shared/messaging/schema.ts'
import { formatTime } from '../../ui/format.ts'
import { carrierName } from '../../shared/carriers/names.ts'
import { useHost, useMessagingTimeDisplay } from '../host.tsx'
import { SYSTEM_WORDS } from '../words.ts'
import { SafeName } from '../parts/SafeText.tsx'

/** What happened to the parcel, said quietly between the messages. */
export function SystemRow({ line }: { line: SystemLine }) {
  const { i18n } = useLingui()
  const { openParcel } = useHost()
  const display = useMessagingTimeDisplay()
  const Icon = line.event === 'handed_over' ? PackageCheck : Package
  const { parcel } = line
  const what = `${parcel.shortNumber} · ${carrierName(parcel.carrier, i18n.locale === 'fr' ? 'fr' : 'en')}`
  return (
    <div className="msg-system">
      <Icon size={16} aria-hidden />
      <span>
        {openParcel ? (
          <button type="button" className="msg-parcel" onClick={() => openParcel(parcel.id)}>
            {what}
          </button>
        ) : (
          <strong>{what}</strong>
        )}{' '}
        {i18n._(SYSTEM_WORDS[line.event])}
        {line.to !== null && (
          <>
            {' '}
            <Trans context="handed over">
              to <SafeName>{line.to}</SafeName>
            </Trans>
          </>
        )}
      </span>
      <span className="muted">
        {line.by !== null && (
          <>
            <SafeName>{line.by}</SafeName>
            {' · '}
          </>
        )}
        <time dateTime={line.at}>{formatTime(line.at, display)}</time>
      </span>
    </div>
  )
}
