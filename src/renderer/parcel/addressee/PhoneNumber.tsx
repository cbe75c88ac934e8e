import { Trans, useLingui } from '@lingui/react/macro'
import { CircleHelp, MessageSquareText } from 'lucide-react'
import { localPhone, phoneAddress, type Phone } from '../../../shared/people/phones.ts'
import { Chip } from '../../../ui/index.ts'
import { request } from '../../window/data/bridge.ts'
import { PHONE_LABEL_WORDS } from './words.ts'
import './addressee.css'

/** One telephone: the number as it is written here, called by a click, what it is, and whether it takes SMS. */
export function PhoneNumber({ phone }: { phone: Phone }) {
  const { i18n } = useLingui()
  const address = phoneAddress(phone)
  const { extension } = phone
  const number = (
    <bdi translate="no" className="phone-number">
      {localPhone(phone)}
    </bdi>
  )
  return (
    <span className="row" data-gap="small">
      {address === null ? (
        number
      ) : (
        <a
          href={address}
          title={phone.typed}
          onClick={(event) => {
            event.preventDefault()
            // A computer without a program that calls does nothing, as a link in a message does.
            request('app.openLink', { url: address }).catch(() => undefined)
          }}
        >
          {number}
        </a>
      )}
      {extension !== null && (
        <span>
          <Trans>ext. {extension}</Trans>
        </span>
      )}
      {phone.label !== 'other' && <span className="muted small">{i18n._(PHONE_LABEL_WORDS[phone.label])}</span>}
      {phone.sms && (
        <Chip icon={MessageSquareText}>
          <Trans>Text messages</Trans>
        </Chip>
      )}
      {phone.e164 === null && (
        <Chip tone="attention" icon={CircleHelp}>
          <Trans>number to check</Trans>
        </Chip>
      )}
    </span>
  )
}
