import { Trans } from '@lingui/react/macro'
import { BellRing, Mail, MessageSquare, PenLine, RotateCw } from 'lucide-react'
import type { NoticeLine } from '../../../shared/contract/notices.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { Button } from '../../../ui/index.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { claimsOf } from '../../window/feedback/claims.ts'
import { useAct } from '../acts/useAct.tsx'
import { EventWord } from '../words/spoken.tsx'
import { SlipButton } from './SlipButton.tsx'

type Parcel = Pick<PackageRow, 'id' | 'shortNumber' | 'unit' | 'resident' | 'status'>

/** Another letter to whom the first did not reach: by another channel, or after the address was put right. */
export function OtherWays({ line, parcel }: { line: NoticeLine; parcel: Parcel }) {
  const { navigate } = useDesk()
  const may = useMay('packages.notify')
  const again = useAct('notices.tryAgain', {
    says: (_answer, { channel }) => ({
      unit: parcel.unit?.number ?? null,
      title:
        channel === 'sms' ? (
          <Trans>A text message leaves after the grace period</Trans>
        ) : channel === 'email' ? (
          <Trans>An email leaves after the grace period</Trans>
        ) : (
          <Trans>The notice is tried again after the grace period</Trans>
        ),
      detail: parcel.shortNumber,
    }),
  })
  const { deliveryId, person } = line
  if (!may || !line.open || deliveryId === null) return null
  const { resident, unit } = parcel
  const someone = person?.id ?? resident?.id ?? null
  const page = someone !== null ? `/residents/${someone}` : unit ? `/units/${unit.id}` : null
  return (
    <>
      {line.others.map((channel) => (
        <Button
          key={channel}
          size="small"
          icon={channel === 'sms' ? MessageSquare : Mail}
          isPending={again.isPending}
          onPress={() => again.mutate({ deliveryId, channel })}
        >
          {channel === 'sms' ? <Trans>Send by text message</Trans> : <Trans>Send by email</Trans>}
        </Button>
      ))}
      {page !== null && (
        <Button size="small" icon={PenLine} onPress={() => navigate(page)}>
          {person === null ? <Trans>Add an address</Trans> : <Trans>Correct the address</Trans>}
        </Button>
      )}
      <Button
        size="small"
        icon={RotateCw}
        isPending={again.isPending}
        onPress={() => again.mutate({ deliveryId, channel: null })}
      >
        <Trans>Try again</Trans>
      </Button>
      <ErrorNote error={again.error} />
    </>
  )
}

/** Somebody told them in person. */
export function ToldButton({ parcel, size }: { parcel: Parcel; size?: 'small' }) {
  const words = {
    says: () => ({
      about: [{ id: parcel.id, is: 'here' as const }],
      unit: parcel.unit?.number ?? null,
      title: <EventWord type="notified" />,
      detail: parcel.shortNumber,
    }),
  }
  const notify = useAct('packages.step', { says: () => ({ ...words.says(), about: claimsOf('notify', [parcel.id]) }) })
  const settle = useAct('notices.settle', words)
  const told = () =>
    parcel.status === 'received'
      ? notify.mutate({ packageIds: [parcel.id], step: 'notify' })
      : settle.mutate({ packageId: parcel.id, as: 'told' })
  return (
    <>
      <Button {...(size && { size })} icon={BellRing} isPending={notify.isPending || settle.isPending} onPress={told}>
        <Trans>Notified in person</Trans>
      </Button>
      <ErrorNote error={notify.error ?? settle.error} />
    </>
  )
}

/** What settles a parcel's notices without a letter. */
export function SettleWays({ parcel, size }: { parcel: Parcel; size?: 'small' }) {
  const may = useMay('packages.notify')
  if (!may) return null
  const shown = { parcel, ...(size && { size }) }
  return (
    <>
      <ToldButton {...shown} />
      <SlipButton {...shown} />
    </>
  )
}
