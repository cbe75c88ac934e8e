import { Trans } from '@lingui/react/macro'
import { RotateCcw } from 'lucide-react'
import { Button, Chip, VisuallyHidden } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import type { IntakeDesk } from './intakeDesk.ts'
import { WhichParcel } from './news.tsx'
import { isOpen, type PileItem } from './pile.ts'

/** One parcel of the pile. An open one is a button that brings the search to it. */
export function PileRow({ item, isCurrent, intake }: { item: PileItem; isCurrent: boolean; intake: IntakeDesk }) {
  const carrier = item.row?.carrier ?? item.draft?.carrier ?? 'other'
  const number = item.row?.trackingNumber ?? item.draft?.trackingNumber ?? null
  const what = (
    <>
      <UnitBadge unit={item.row?.unit?.number ?? null} size="row" />
      <span className="row-main">
        <span className="row-title">
          <span className="short-number">{item.row?.shortNumber ?? '…'}</span>{' '}
          {item.row?.resident ? (
            <bdi translate="no">{item.row.resident.name}</bdi>
          ) : item.row?.writtenName ? (
            <Trans>
              “<bdi translate="no">{item.row.writtenName}</bdi>”
            </Trans>
          ) : null}
        </span>
        <span className="row-sub">
          <WhichParcel carrier={carrier} trackingNumber={number} />
        </span>
        {item.draft?.previous && (
          <Chip tone="attention">
            <Trans>Was here before</Trans>
          </Chip>
        )}
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
      <VisuallyHidden>
        <Trans>To identify</Trans>
      </VisuallyHidden>
    )
  }
  return null
}
