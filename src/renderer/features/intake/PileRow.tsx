import { Trans } from '@lingui/react/macro'
import { RotateCcw, UserSearch } from 'lucide-react'
import { Button, CarrierMark, Chip, UnitBadge } from '../../ui/index.ts'
import { TrackingNumber } from '../packages/TrackingNumber.tsx'
import type { IntakeDesk } from './desk.ts'
import { isOpen, type PileItem } from './pile.ts'

/** One parcel of the pile. An open one is a button that brings the search to it. */
export function PileRow({ item, isCurrent, intake }: { item: PileItem; isCurrent: boolean; intake: IntakeDesk }) {
  const carrier = item.row?.carrier ?? item.draft?.carrier ?? 'other'
  const number = item.row?.trackingNumber ?? item.draft?.trackingNumber ?? null
  const what = (
    <>
      <UnitBadge unit={item.row?.unit?.number ?? null} size="row" />
      <span className="short-number">{item.row?.shortNumber ?? '…'}</span>
      <span className="row-main pile-what">
        <CarrierMark carrier={carrier} markOnly />
        {number !== null && <TrackingNumber number={number} short />}
      </span>
      <PileState item={item} />
    </>
  )
  if (item.state === 'failed') {
    return (
      <li className="row-item pile-row">
        {what}
        <Button size="small" icon={RotateCcw} onPress={() => void intake.retry(item.id)}>
          <Trans>Try again</Trans>
        </Button>
      </li>
    )
  }
  if (!isOpen(item)) return <li className="row-item pile-row">{what}</li>
  return (
    <li>
      <button
        type="button"
        className="row-item pile-row"
        aria-current={isCurrent || undefined}
        data-selected={isCurrent || undefined}
        onClick={() => intake.pile({ type: 'select', id: item.id })}
      >
        {what}
      </button>
    </li>
  )
}

function PileState({ item }: { item: PileItem }) {
  if (item.state === 'sending') {
    return (
      <span className="muted small">
        <Trans>Saving…</Trans>
      </span>
    )
  }
  if (item.state === 'failed') {
    return (
      <Chip tone="error">
        <Trans>Not saved</Trans>
      </Chip>
    )
  }
  if (isOpen(item)) {
    return (
      <Chip tone="attention" icon={UserSearch}>
        <Trans>To identify</Trans>
      </Chip>
    )
  }
  return (
    <span className="pile-name" translate="no">
      {item.row?.resident?.name}
    </span>
  )
}
