import { Trans, useLingui } from '@lingui/react/macro'
import { PenLine, Scaling, Snowflake, type LucideIcon } from 'lucide-react'
import { ArchiveRestore, BellRing, CirclePause, CircleQuestionMark, Inbox, PackageCheck, Undo2 } from 'lucide-react'
import type { PackageStatus } from '../../../shared/packages/lifecycle.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { carrierMark, carrierName, STATUS_WORDS } from '../words/words.ts'
import { Chip, Plate, type PlateSize, type Tone } from '../../../ui/index.ts'

/** A unit on its door plate. Null: nobody knows yet. */
export function UnitBadge({ unit, size }: { unit: string | null; size?: PlateSize }) {
  const { t } = useLingui()
  return <Plate text={unit} label={unit === null ? t`No unit` : t`Unit`} size={size} />
}

const STATUS_LOOK: Readonly<Record<PackageStatus, { tone: Tone | 'plain'; icon: LucideIcon }>> = {
  received: { tone: 'known', icon: Inbox },
  notified: { tone: 'known', icon: BellRing },
  on_hold: { tone: 'attention', icon: CirclePause },
  picked_up: { tone: 'ok', icon: PackageCheck },
  forwarded: { tone: 'plain', icon: ArchiveRestore },
  returned: { tone: 'plain', icon: Undo2 },
  lost: { tone: 'error', icon: CircleQuestionMark },
}

/** Where a parcel stands in its life: colour, icon and word. */
export function StatusChip({ status }: { status: PackageStatus }) {
  const { i18n } = useLingui()
  const { tone, icon: Icon } = STATUS_LOOK[status]
  return (
    <span className="chip" data-tone={tone}>
      <Icon size={16} aria-hidden />
      {i18n._(STATUS_WORDS[status])}
    </span>
  )
}

/** What needs care: cold, oversize, signature. Nothing when there is nothing. */
export function FlagChips({ flags }: { flags: PackageRow['flags'] }) {
  return (
    <>
      {flags.perishable && (
        <Chip tone="attention" icon={Snowflake}>
          <Trans>Perishable</Trans>
        </Chip>
      )}
      {flags.oversize && (
        <Chip icon={Scaling}>
          <Trans>Oversize</Trans>
        </Chip>
      )}
      {flags.signatureRequired && (
        <Chip icon={PenLine}>
          <Trans>Signature</Trans>
        </Chip>
      )}
    </>
  )
}

/** A carrier's short mark, with its name unless the mark alone is enough. */
export function CarrierMark({ carrier, markOnly }: { carrier: string; markOnly?: boolean }) {
  const { i18n } = useLingui()
  const name = carrierName(carrier, i18n)
  return (
    <span className="carrier" title={markOnly ? name : undefined}>
      <span className="carrier-mark" aria-hidden>
        {carrierMark(carrier)}
      </span>
      <span className={markOnly ? 'visually-hidden' : undefined}>{name}</span>
    </span>
  )
}
