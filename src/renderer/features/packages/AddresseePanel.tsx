import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { UserRoundPen } from 'lucide-react'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { labelsFor, OldLabelWords } from '../../parcel/label/OldLabel.tsx'
import { isWaiting } from '../../../shared/packages/lifecycle.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { Button, Checkbox, Panel } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { WrittenTo } from '../../parcel/words/WrittenTo.tsx'
import { CareWords } from '../../parcel/words/CareWords.tsx'
import { AddresseeSearch } from '../../parcel/addressee/AddresseeSearch.tsx'

/** Whose it is; corrected in place, with a new label when one is needed. */
export function AddresseePanel({ parcel }: { parcel: PackageDetail }) {
  const { t } = useLingui()
  const [changing, setChanging] = useState(false)
  const [reprint, setReprint] = useState(true)
  const assign = useAct('packages.assign', {
    says: ({ package: row, printJobId, care, written }) => ({
      ...((care !== null || written.length > 0) && { tone: 'attention' }),
      about: [{ id: row.id, is: row.status }],
      unit: row.unit?.number ?? null,
      title: changing ? (
        <Trans>{row.shortNumber}: addressee changed</Trans>
      ) : (
        <Trans>{row.shortNumber} is identified</Trans>
      ),
      detail: (
        <>
          {care && (
            <>
              <CareWords care={care} />{' '}
            </>
          )}
          {row.resident && <bdi translate="no">{row.resident.name} · </bdi>}
          {labelsFor(parcel, row).wrong.length > 0 ? (
            <OldLabelWords labels={labelsFor(parcel, row)} isNewPrinting={printJobId !== null} />
          ) : printJobId === null ? (
            <Trans>no label was printed</Trans>
          ) : (
            <Trans>its label is printing</Trans>
          )}
          {written.length > 0 && (
            <>
              {' · '}
              <WrittenTo names={written} />
            </>
          )}
        </>
      ),
    }),
    after: () => setChanging(false),
  })
  const keep = useAct('packages.edit', {
    says: ({ package: row }) => ({
      title: <Trans>{row.shortNumber}: the name is kept as written</Trans>,
      detail: row.writtenName,
    }),
  })
  const may = useMay('packages.correct')
  const waits = isWaiting(parcel.status) && !parcel.removed && may
  const open = waits && (changing || parcel.unassigned)

  const choose = ({ unitId, residentId }: AddresseeHit) =>
    assign.mutate({ packageId: parcel.id, unitId, residentId, print: reprint })

  return (
    <Panel
      title={<Trans>Addressee</Trans>}
      {...(parcel.unassigned && waits ? { tone: 'attention' as const } : {})}
      actions={
        waits &&
        !parcel.unassigned && (
          <Button icon={UserRoundPen} aria-expanded={changing} onPress={() => setChanging(!changing)}>
            {changing ? <Trans>Cancel</Trans> : <Trans>Change</Trans>}
          </Button>
        )
      }
    >
      {!parcel.unassigned && (
        <div className="row">
          {parcel.unit ? (
            <Link
              to="/units/$id"
              params={{ id: parcel.unit.id }}
              aria-label={t`Open unit ${parcel.unit.number}`}
              className="unit-link"
            >
              <UnitBadge unit={parcel.unit.number} size="row" />
            </Link>
          ) : (
            <UnitBadge unit={null} size="row" />
          )}
          {parcel.resident ? (
            <span className="row-main">
              <Link to="/residents/$id" params={{ id: parcel.resident.id }} translate="no">
                {parcel.resident.name}
              </Link>
              <span className="row-sub">
                {parcel.resident.language === 'fr' ? <Trans>Prefers French</Trans> : <Trans>Prefers English</Trans>}
              </span>
            </span>
          ) : (
            <span className="muted">
              <Trans>Anyone who lives there</Trans>
            </span>
          )}
        </div>
      )}
      {parcel.writtenName !== null && (
        <p>
          <span className="muted">
            <Trans>As written:</Trans>
          </span>{' '}
          <strong translate="no">{parcel.writtenName}</strong>
        </p>
      )}
      {open && (
        <>
          <AddresseeSearch
            startHere
            label={t`Who is it for? Unit or name`}
            verb={<Trans>assigns</Trans>}
            isBusy={assign.isPending}
            onChoose={choose}
            renderNobody={(typed) =>
              parcel.unassigned && (
                <Button
                  isPending={keep.isPending}
                  onPress={() => keep.mutate({ packageId: parcel.id, writtenName: typed })}
                >
                  <Trans>Keep the name as written</Trans>
                </Button>
              )
            }
            {...(parcel.unassigned ? {} : { onEscape: () => setChanging(false) })}
          />
          <Checkbox isSelected={reprint} onChange={setReprint}>
            <Trans>Print a label with the addressee</Trans>
          </Checkbox>
        </>
      )}
      <ErrorNote error={assign.error ?? keep.error} />
    </Panel>
  )
}
