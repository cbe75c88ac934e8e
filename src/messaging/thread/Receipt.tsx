import { Plural, Trans } from '@lingui/react/macro'
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import type { Delivery } from '../../shared/messaging/schema.ts'
import { useConnection } from '../host.tsx'
import { SafeName } from '../parts/SafeText.tsx'

/** How far a message has come: icon and word. Why it failed is told by the row itself. */
export function Receipt({ delivery }: { delivery: Delivery }) {
  return (
    <span className="receipt" data-state={delivery.state}>
      {delivery.state === 'sending' ? (
        <Sending />
      ) : delivery.state === 'sent' ? (
        <>
          <Check size={15} aria-hidden />
          <Trans context="message">Sent</Trans>
        </>
      ) : delivery.state === 'delivered' ? (
        <>
          <CheckCheck size={15} aria-hidden />
          <Trans context="message">Delivered</Trans>
        </>
      ) : delivery.state === 'read' ? (
        <>
          <CheckCheck size={15} strokeWidth={3} aria-hidden />
          <ReadBy names={delivery.readBy} />
        </>
      ) : (
        <>
          <CircleAlert size={15} aria-hidden />
          <Trans context="message">Not sent</Trans>
        </>
      )}
    </span>
  )
}

function ReadBy({ names }: { names: readonly string[] }) {
  const [name, ...others] = names
  if (name === undefined) return <Trans context="message">Read</Trans>
  return (
    <span title={names.join(', ')}>
      <Trans>
        Read by <SafeName>{name}</SafeName>
      </Trans>
      {others.length > 0 && <Plural value={others.length} one=" and # other" other=" and # others" />}
    </span>
  )
}

/** Nothing is on its way while there is no line: say where it is. */
function Sending() {
  const { state } = useConnection()
  const isLive = state === 'live' || state === 'polling' || state === 'catching_up'
  return (
    <>
      <Clock size={15} aria-hidden />
      {isLive ? <Trans context="message">Sending…</Trans> : <Trans>Waits on this device</Trans>}
    </>
  )
}
