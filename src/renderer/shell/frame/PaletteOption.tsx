import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquareText } from 'lucide-react'
import { ListBoxItem } from 'react-aria-components/ListBox'
import { stripMisleading } from '../../../shared/messaging/clean.ts'
import { wordsBeyond } from '../../../shared/messaging/excerpt.ts'
import type { SearchHit } from '../../../shared/messaging/schema.ts'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { PackageHit } from '../../../shared/contract/packages.ts'
import { careOf } from '../../../shared/packages/care.ts'
import { CareChip } from '../../parcel/marks/CareChip.tsx'
import { BelongingName, MayCollect, Whose } from '../../parcel/words/spoken.tsx'
import { MATCH_WORDS } from '../../parcel/words/words.ts'
import { Kbd } from '../../../ui/index.ts'
import { CarrierMark, StatusChip, UnitBadge } from '../../parcel/marks/marks.tsx'
import type { Action } from '../../window/actions/store.ts'
import type { PaletteOption, PaletteSection } from './palette.ts'

/** What a part of the palette lists. */
export function SectionWords({ id }: Pick<PaletteSection, 'id'>) {
  switch (id) {
    case 'person':
      return <Trans>People and units</Trans>
    case 'package':
      return <Trans>Parcels</Trans>
    case 'message':
      return <Trans>Messages</Trans>
    case 'action':
      return <Trans>Commands</Trans>
  }
}

/** One line of the palette. */
export function Option({ option }: { option: PaletteOption }) {
  switch (option.kind) {
    case 'person':
      return <PersonOption id={option.id} hit={option.hit} />
    case 'package':
      return <ParcelOption id={option.id} row={option.row} />
    case 'message':
      return <MessageOption id={option.id} hit={option.hit} />
    case 'action':
      return <ActionOption id={option.id} action={option.action} />
  }
}

function PersonOption({ id, hit }: { id: string; hit: AddresseeHit }) {
  const { t } = useLingui()
  const care = careOf(hit)
  return (
    <ListBoxItem id={id} textValue={`${hit.unitNumber ?? ''} ${hit.name}`} className="option">
      <UnitBadge unit={hit.unitNumber} size="row" />
      <span className="row-main">
        <span className="row-title">{hit.residentId === null ? t`Unit ${hit.unitNumber ?? ''}` : hit.name}</span>
        {(hit.matchedAlias !== null || hit.matchedPhone !== undefined) && (
          <span className="muted small">
            {hit.matchedAlias} {hit.matchedPhone}
          </span>
        )}
        {hit.matchedBelonging !== undefined && (
          <span className="muted small">
            <BelongingName one={hit.matchedBelonging} />
          </span>
        )}
        {hit.matchedCollector !== undefined && (
          <span className="muted small">
            <MayCollect name={hit.matchedCollector} />
          </span>
        )}
      </span>
      <span className="option-end small">
        {care && <CareChip care={care} />}
        {hit.waiting > 0 && <Trans>{hit.waiting} waiting</Trans>}
      </span>
    </ListBoxItem>
  )
}

function ParcelOption({ id, row }: { id: string; row: PackageHit }) {
  const { i18n } = useLingui()
  return (
    <ListBoxItem
      id={id}
      textValue={`${row.unit?.number ?? ''} ${row.resident?.name ?? row.writtenName ?? ''} ${row.shortNumber}`}
      className="option"
    >
      <UnitBadge unit={row.unit?.number ?? null} size="row" />
      <span className="row-main">
        <span className="row-title">
          <Whose parcel={row} />
        </span>
        <span className="muted small">
          {row.shortNumber} · {i18n._(MATCH_WORDS[row.why])}
          {row.trackingNumber !== null && (
            <>
              {' · '}
              <span className="code">{row.trackingNumber}</span>
            </>
          )}
        </span>
      </span>
      <span className="option-end">
        <CarrierMark carrier={row.carrier} markOnly />
        <StatusChip status={row.status} />
      </span>
    </ListBoxItem>
  )
}

function MessageOption({ id, hit }: { id: string; hit: SearchHit }) {
  const { conversation } = hit
  const name = stripMisleading(conversation.residents.map((one) => one.name).join(', ') || conversation.subject)
  const words = stripMisleading(
    wordsBeyond(hit)
      .map(({ text }) => text)
      .join(''),
  )
  return (
    <ListBoxItem id={id} textValue={`${name} ${words}`} className="option">
      <UnitBadge unit={conversation.unit?.name ?? null} size="row" />
      <span className="row-main">
        <bdi className="row-title" translate="no">
          {name}
        </bdi>
        <bdi className="muted small option-words" translate="no">
          {words}
        </bdi>
      </span>
      <span className="option-end">
        <MessageSquareText size={20} aria-hidden />
      </span>
    </ListBoxItem>
  )
}

function ActionOption({ id, action }: { id: string; action: Action }) {
  const { i18n } = useLingui()
  const Icon = action.icon
  const label = i18n._(action.label)
  return (
    <ListBoxItem id={id} textValue={label} className="option">
      <Icon size={20} aria-hidden />
      <span>{label}</span>
      {action.shortcut !== undefined && (
        <span className="option-end">
          <Kbd>{action.shortcut}</Kbd>
        </span>
      )}
    </ListBoxItem>
  )
}
