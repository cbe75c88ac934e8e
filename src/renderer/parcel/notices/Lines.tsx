import { Trans, useLingui } from '@lingui/react/macro'
import { Mail, MessageSquare } from 'lucide-react'
import type { NoticeLine } from '../../../shared/contract/notices.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { Standing } from './Standing.tsx'
import { OtherWays } from './WaysOut.tsx'
import { NOTICE_KIND_WORDS, WAY_WORDS } from './words.ts'
import './notices.css'

interface Shown {
  lines: readonly NoticeLine[]
  parcel: Pick<PackageRow, 'id' | 'shortNumber' | 'unit' | 'resident' | 'status'>
  /** Letters leave by themselves. */
  sends: boolean
}

/** How the notices of a parcel stand at each person and channel, with the ways out where one reached nobody. */
export function NoticeLines({ lines, parcel, sends }: Shown) {
  return (
    <ul className="notice-lines">
      {lines.map((line) => (
        <li key={`${line.noticeId} ${line.deliveryId ?? line.person?.id ?? line.stand}`} className="notice-line">
          <span className="row" data-gap="small">
            <Whom line={line} />
            <Standing line={line} sends={sends} />
          </span>
          {line.open && (
            <span className="row" data-gap="small">
              <OtherWays line={line} parcel={parcel} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** A notice on the page of whom it told: by what, of what, and how it stands. */
export function NoticeFacts({ line }: { line: NoticeLine }) {
  return (
    <>
      <By line={line} />
      <Standing line={line} sends />
    </>
  )
}

/** Who is told, by what, and of what when it is not the arrival. */
function Whom({ line }: { line: NoticeLine }) {
  const { person, channel } = line
  return (
    <>
      {person === null
        ? channel === 'none' && (
            <em>
              <Trans>Nobody reachable</Trans>
            </em>
          )
        : channel !== null && (
            <bdi translate="no" className="notice-whom">
              {person.name}
            </bdi>
          )}
      <By line={line} />
    </>
  )
}

function By({ line: { person, channel, kind, step, again } }: { line: NoticeLine }) {
  const { i18n } = useLingui()
  const Icon = channel === 'email' ? Mail : channel === 'sms' ? MessageSquare : null
  return (
    <>
      {channel !== null && (person !== null || channel !== 'none') && (
        <span className="row muted small" data-gap="small">
          {Icon && <Icon size={16} aria-hidden />}
          {i18n._(WAY_WORDS[channel])}
        </span>
      )}
      {(kind !== 'arrived' || again) && (
        <span className="muted small">
          {again ? <Trans>another try</Trans> : i18n._(NOTICE_KIND_WORDS[kind])}
          {step > 1 && ` ${step}`}
        </span>
      )}
    </>
  )
}
