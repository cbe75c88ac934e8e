import { Trans } from '@lingui/react/macro'
import { Mail, Phone } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Note } from '../../../ui/index.ts'
import { PhoneNumber } from '../../parcel/addressee/PhoneNumber.tsx'

/** Who is told, and how they are reached. */
export function NoticeTo({ to }: { to: Response<'packages.noticeText'>['to'] }) {
  if (to.length === 0)
    return (
      <Note tone="attention">
        <Trans>
          Nobody is to be told: nobody who gets parcels lives there, or the unit’s notices go to named people and nobody
          is named.
        </Trans>
      </Note>
    )
  return (
    <ul className="notice-to small">
      {to.map(({ residentId, name, email, phone }) => (
        <li key={residentId} className="row">
          <bdi translate="no">{name}</bdi>
          {email !== null && (
            <span className="row muted" data-gap="small">
              <Mail size={16} aria-hidden /> {email}
            </span>
          )}
          {phone !== null && (
            <span className="row muted" data-gap="small">
              <Phone size={16} aria-hidden /> <PhoneNumber phone={phone} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
