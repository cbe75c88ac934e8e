import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Pencil } from 'lucide-react'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { KIND_WORDS } from '../../parcel/words/words.ts'
import { CarrierName } from '../../parcel/words/spoken.tsx'
import { Button, Panel, Select } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { DetailsForm } from './DetailsForm.tsx'
import { TrackingNumber } from '../../parcel/marks/TrackingNumber.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'

const NO_SHELF = '-'

/** The facts of a parcel. The shelf is set at once; the rest is corrected in a small form. */
export function DetailsPanel({ parcel }: { parcel: PackageDetail }) {
  const { i18n, t } = useLingui()
  const formats = useFormats()
  const [editing, setEditing] = useState(false)
  const may = useMay('packages.correct') && !parcel.removed
  const shelves = useRoute('session.get', {}).data?.shelves ?? []
  const setShelf = useAct('packages.setShelf')
  return (
    <Panel
      title={<Trans>Details</Trans>}
      actions={
        may &&
        !editing && (
          <Button icon={Pencil} onPress={() => setEditing(true)}>
            <Trans>Correct</Trans>
          </Button>
        )
      }
    >
      {editing ? (
        <DetailsForm parcel={parcel} onDone={() => setEditing(false)} />
      ) : (
        <dl className="facts">
          <dt>
            <Trans>Carrier</Trans>
          </dt>
          <dd>
            <CarrierName carrier={parcel.carrier} />
          </dd>
          <dt>
            <Trans>Tracking number</Trans>
          </dt>
          <dd>
            {parcel.trackingNumber === null ? <Trans>none</Trans> : <TrackingNumber number={parcel.trackingNumber} />}
          </dd>
          <dt>
            <Trans>Type</Trans>
          </dt>
          <dd>{i18n._(KIND_WORDS[parcel.kind])}</dd>
          <dt>
            <Trans>Received</Trans>
          </dt>
          <dd>
            {formats.moment(parcel.receivedAt)} · {parcel.receivedBy}
          </dd>
          {parcel.note !== '' && (
            <>
              <dt>
                <Trans>Note</Trans>
              </dt>
              <dd className="parcel-note">{parcel.note}</dd>
            </>
          )}
          {!may && parcel.shelf && (
            <>
              <dt>
                <Trans>Shelf</Trans>
              </dt>
              <dd>{parcel.shelf.code}</dd>
            </>
          )}
          <dt>
            <Trans>Our code</Trans>
          </dt>
          <dd className="code">{parcel.code}</dd>
        </dl>
      )}
      {!editing && may && shelves.length > 0 && (
        <div className="parcel-shelf">
          <Select
            label={<Trans>Shelf</Trans>}
            options={[
              { id: NO_SHELF, label: t`No shelf` },
              ...shelves.map(({ id, code, name }) => ({ id, label: t`Shelf ${code}`, detail: name })),
            ]}
            value={parcel.shelf?.id ?? NO_SHELF}
            isDisabled={setShelf.isPending}
            onChange={(id) => setShelf.mutate({ packageId: parcel.id, shelfId: id === NO_SHELF ? null : id })}
          />
          <p className="help">
            <Trans>Or scan the code of the shelf while this page is open.</Trans>
          </p>
        </div>
      )}
      <ErrorNote error={setShelf.error} />
    </Panel>
  )
}
