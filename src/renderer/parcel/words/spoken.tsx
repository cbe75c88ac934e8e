import { Trans, useLingui } from '@lingui/react/macro'
import type { ActType } from '../../../shared/contract/acts.ts'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import type { PackageStatus } from '../../../shared/packages/lifecycle.ts'
import type { BelongingKind } from '../../../shared/people/kinds.ts'
import { useNow } from '../../../ui/clock.ts'
import { formatMoment } from '../../../ui/format.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { BELONGING_WORDS } from './belongings.ts'
import { carrierName, eventWords, REDONE_WORDS, STATUS_WORDS, UNDONE_WORDS } from './words.ts'

/** A carrier's name as running text. */
export function CarrierName({ carrier }: { carrier: string }) {
  const { i18n } = useLingui()
  return <>{carrierName(carrier, i18n)}</>
}

/** A status as running text. */
export function StatusWord({ status }: { status: PackageStatus }) {
  const { i18n } = useLingui()
  return <>{i18n._(STATUS_WORDS[status])}</>
}

/** A point in time as people say it: the hour today, the day before that. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{formatMoment(at, useTimeDisplay(), useNow())}</time>
}

/** Whose a parcel is: its person, else what is known of them. */
export function Whose({ parcel }: { parcel: Pick<PackageRow, 'resident' | 'unassigned' | 'writtenName'> }) {
  const { resident, unassigned, writtenName } = parcel
  if (resident) return <bdi translate="no">{resident.name}</bdi>
  return (
    <>
      {unassigned ? (
        <em>
          <Trans>To identify</Trans>
        </em>
      ) : (
        <Trans>The unit, no name</Trans>
      )}
      {writtenName !== null && (
        <>
          {' · '}
          <Trans>
            “<bdi translate="no">{writtenName}</bdi>”
          </Trans>
        </>
      )}
    </>
  )
}

/** Who may pick up for somebody. */
export function MayCollect({ name }: { name: string }) {
  return (
    <Trans>
      may pick up: <bdi translate="no">{name}</bdi>
    </Trans>
  )
}

/** What goes with somebody, when it is what was searched. */
export function BelongingName({ one: { kind, name } }: { one: { kind: BelongingKind; name: string } }) {
  const { i18n } = useLingui()
  return (
    <>
      {i18n._(BELONGING_WORDS[kind])} <bdi translate="no">{name}</bdi>
    </>
  )
}

/** To whom a parcel went and when, beside its status. */
export function LeftTo({ left }: { left: NonNullable<PackageRow['left']> }) {
  return (
    <>
      {left.to !== null && (
        <>
          <Trans>
            to <bdi translate="no">{left.to}</bdi>
          </Trans>
          {' · '}
        </>
      )}
      <Moment at={left.at} />
    </>
  )
}

/** That a parcel has left: how, to whom and when. */
export function LeftWords({ parcel: { status, left } }: { parcel: Pick<PackageRow, 'status' | 'left'> }) {
  return (
    <>
      <StatusWord status={status} />
      {left !== null && (
        <>
          {' · '}
          <LeftTo left={left} />
        </>
      )}
    </>
  )
}

/** What was done, as running text. */
export function EventWord({ type, identified = false }: { type: ActType; identified?: boolean }) {
  const { i18n } = useLingui()
  return <>{i18n._(eventWords(type, identified))}</>
}

/** What was undone, as running text. */
export function UndoneWord({ type }: { type: ActType }) {
  const { i18n } = useLingui()
  return <>{i18n._(UNDONE_WORDS[type])}</>
}

/** What was done again, as running text. */
export function RedoneWord({ type }: { type: ActType }) {
  const { i18n } = useLingui()
  return <>{i18n._(REDONE_WORDS[type])}</>
}
