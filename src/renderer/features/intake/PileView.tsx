import { useEffect, useMemo, useRef, useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, Layers, UserSearch } from 'lucide-react'
import type { Request } from '../../../shared/contract/index.ts'
import { WAITING_STATUSES } from '../../../shared/packages/lifecycle.ts'
import type { Action } from '../../window/actions/store.ts'
import { ofScreen } from '../../window/actions/screens.ts'
import { useActions } from '../../window/desk/useActions.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { useCommandCode } from '../../window/desk/useCommandCode.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Button, EmptyState, Kbd, VisuallyHidden } from '../../../ui/index.ts'
import { CarrierMark } from '../../parcel/marks/marks.tsx'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'
import { AddresseeSearch } from '../../parcel/addressee/AddresseeSearch.tsx'
import type { IntakeDesk } from './intakeDesk.ts'
import { counts, isOpen, nextOpen, type Pile, type PileItem } from './pile.ts'
import { PileRow } from './PileRow.tsx'

/** Every parcel that waits for a name, also those of an earlier pile. */
const UNASSIGNED: Request<'packages.list'> = {
  filter: { unassigned: true, statuses: [...WAITING_STATUSES] },
  sort: 'newest',
  limit: 200,
}

/** A pile: everything is scanned and saved first, and gets its addressee afterwards. */
export function PileView({ intake, pile }: { intake: IntakeDesk; pile: Pile }) {
  const { data, dataUpdatedAt } = useRoute('packages.list', UNASSIGNED)
  useEffect(() => {
    if (!data) return
    intake.pile({
      type: 'refreshed',
      rows: data.rows,
      complete: data.total <= data.rows.length,
      at: dataUpdatedAt,
    })
  }, [intake, data, dataUpdatedAt])

  const { scanned, toIdentify, failed } = counts(pile.items)
  const current = pile.items.find((item) => item.id === pile.current) ?? null

  const actions = useMemo(
    (): readonly Action[] => [
      {
        ...ofScreen('pile.identify'),
        icon: UserSearch,
        perform: () => {
          const { items, current: now } = intake.state.get().pile
          intake.pile({ type: 'select', id: now ?? nextOpen(items, null) })
        },
      },
    ],
    [intake],
  )
  useActions(actions)

  return (
    <div className="pile">
      <section className="pile-list" aria-labelledby="pile-counts">
        <h2 id="pile-counts" className="pile-counts">
          <span>
            <strong>{scanned}</strong> <Plural value={scanned} one="scanned" other="scanned" />
          </span>
          <span data-alert={toIdentify > 0 || undefined}>
            <strong>{toIdentify}</strong> <Plural value={toIdentify} one="to identify" other="to identify" />
          </span>
          {failed > 0 && (
            <span data-error>
              <strong>{failed}</strong> <Plural value={failed} one="not saved" other="not saved" />
            </span>
          )}
        </h2>
        {pile.items.length === 0 ? (
          <p className="muted">
            <Trans>Scan the first parcel of the pile.</Trans>
          </p>
        ) : (
          <ul className="rows pile-rows">
            {pile.items.map((item) => (
              <PileRow key={item.id} item={item} isCurrent={item.id === pile.current} intake={intake} />
            ))}
          </ul>
        )}
      </section>
      {current ? (
        <Identify key={current.id} item={current} pile={pile} intake={intake} />
      ) : (
        <Scanning toIdentify={toIdentify} scanned={scanned} intake={intake} />
      )}
    </div>
  )
}

function Scanning({ toIdentify, scanned, intake }: { toIdentify: number; scanned: number; intake: IntakeDesk }) {
  if (scanned > 0 && toIdentify === 0) {
    return (
      <EmptyState
        icon={CircleCheck}
        title={<Trans>The whole pile is identified</Trans>}
        actions={
          <Button shortcut="Shift+F2" onPress={() => intake.setPiling(false)}>
            <Trans>End the pile</Trans>
          </Button>
        }
      >
        <Trans>Scan more, or go back to one parcel at a time.</Trans>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={Layers}
      title={<Trans>Scan the whole pile, one after the other</Trans>}
      actions={
        toIdentify > 0 && (
          <Button
            variant="primary"
            size="large"
            icon={UserSearch}
            shortcut="Ctrl+D"
            onPress={() => intake.pile({ type: 'select', id: nextOpen(intake.state.get().pile.items, null) })}
          >
            <Plural value={toIdentify} one="Identify # parcel" other="Identify # parcels" />
          </Button>
        )
      }
    >
      <Trans>Each parcel is saved at once. Nobody is told before you say whose it is, and its label prints then.</Trans>
    </EmptyState>
  )
}

function Identify({ item, pile, intake }: { item: PileItem; pile: Pile; intake: IntakeDesk }) {
  const { t } = useLingui()
  const search = useRef<HTMLInputElement>(null)
  const carrier = item.row?.carrier ?? item.draft?.carrier ?? 'other'
  const number = item.row?.trackingNumber ?? item.draft?.trackingNumber ?? null
  const open = pile.items.filter(isOpen)
  const go = (by: number) => {
    const at = open.findIndex(({ id }) => id === item.id)
    const next = open[(at + by + open.length) % open.length]
    if (next) intake.pile({ type: 'select', id: next.id })
  }
  const [typed, setTyped] = useState('')
  const keep = useAct('packages.edit', {
    says: ({ package: row }) => ({
      title: <Trans>{row.shortNumber}: the name is kept as written</Trans>,
      detail: row.writtenName,
    }),
    after: () => go(1),
  })
  const keepName = () => {
    if (typed !== '' && !keep.isPending) keep.mutate({ packageId: item.id, writtenName: typed })
  }
  useCommandCode((command) => {
    if (command !== 'next') return false
    go(1)
    return true
  })
  return (
    <KeyArea
      onKeyDown={(event) => {
        if (event.ctrlKey && event.key === 'Enter') {
          event.preventDefault()
          keepName()
        }
        if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
        event.preventDefault()
        go(event.key === 'ArrowDown' ? 1 : -1)
      }}
    >
      <section className="panel pile-identify" aria-labelledby="pile-current">
        <div className="row spread">
          <h2 id="pile-current" className="pile-current">
            <VisuallyHidden>
              <Trans>Whose is</Trans>{' '}
            </VisuallyHidden>
            <span className="short-number">{item.row?.shortNumber}</span>
            <CarrierMark carrier={carrier} />
            {number !== null && <TrackingNumber number={number} />}
          </h2>
          <span className="row muted small" data-gap="small" aria-hidden>
            <Kbd>Alt+↑</Kbd> <Kbd>Alt+↓</Kbd> <Trans>other parcel</Trans>
          </span>
        </div>
        <AddresseeSearch
          startHere
          inputRef={search}
          label={t`Who is it for? Unit or name`}
          verb={<Trans>identifies</Trans>}
          onChoose={(hit) => void intake.assign(item.id, hit)}
          onText={setTyped}
          renderNobody={() => (
            <Button shortcut="Ctrl+Enter" onPress={keepName}>
              <Trans>Keep the name as written</Trans>
            </Button>
          )}
          onEscape={() => intake.pile({ type: 'select', id: null })}
        >
          <p className="muted">
            <Trans>Enter assigns it to the chosen person, prints its label and goes on to the next one.</Trans>
          </p>
        </AddresseeSearch>
      </section>
    </KeyArea>
  )
}
