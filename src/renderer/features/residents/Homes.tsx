import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { House, LogOut, Pencil } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { useMay } from '../../window/data/useMay.ts'
import { EditForm } from '../../parcel/EditForm.tsx'
import { HomeFields, newHome, type HomeDraft } from './HomeFields.tsx'
import { KeptList, type PersonRowForm } from './KeptList.tsx'
import { Span } from './Span.tsx'
import { useKeptFields } from '../../messages/useKeptFields.ts'
import { RowWithActs } from './RowWithActs.tsx'

type Resident = Response<'residents.get'>
type Home = Resident['occupancies'][number]

const draftOf = (home: Home): HomeDraft => ({
  id: home.id,
  unit: home.unitNumber,
  kind: home.kind,
  from: home.from ?? '',
  to: home.to ?? '',
  receives: home.receivesPackages,
  notified: home.notified,
  share: home.share ?? '',
})

/** Where somebody lives, will live and lived: added and changed in place. */
export function Homes({ person }: { person: Resident }) {
  const may = useMay('directory.write')
  const writing = useKeptFields<HomeDraft>('home', person.id)
  return (
    <KeptList<Home, HomeDraft>
      title={<Trans>Homes</Trans>}
      rows={person.occupancies}
      may={may}
      writing={writing}
      draftOf={draftOf}
      add={{
        icon: House,
        label: <Trans>Add a home</Trans>,
        fields: newHome,
      }}
      renderRow={(one, change) => <HomeRow one={one} onChange={change} />}
      renderForm={(form) => <HomeForm person={person} writing={writing} {...form} />}
    />
  )
}

function HomeRow({ one, onChange }: { one: Home; onChange: (() => void) | undefined }) {
  const navigate = useNavigate()
  const { i18n, t } = useLingui()
  return (
    <RowWithActs
      lead={
        <Link
          to="/units/$id"
          params={{ id: one.unitId }}
          aria-label={t`Open unit ${one.unitNumber}`}
          className="unit-link"
        >
          <UnitBadge unit={one.unitNumber} size="row" />
        </Link>
      }
      isOver={one.former}
      acts={
        onChange && (
          <>
            {!one.former && (
              <Button
                size="small"
                icon={LogOut}
                onPress={() =>
                  void navigate({ to: '/units/$id/move-out', params: { id: one.unitId }, search: { homeId: one.id } })
                }
              >
                <Trans>Move out</Trans>
              </Button>
            )}
            <Button
              size="small"
              variant="plain"
              icon={Pencil}
              aria-label={t`Change the home in ${one.unitNumber}`}
              onPress={onChange}
            />
          </>
        )
      }
    >
      <span className="row-title">
        {i18n._(OCCUPANCY_WORDS[one.kind])}
        {one.share !== null && <> · {one.share}</>}
      </span>
      <span className="row-sub">
        <Span from={one.from} to={one.to} isStay />
        {!one.receivesPackages && (
          <>
            {' · '}
            <Trans>no parcels here</Trans>
          </>
        )}
      </span>
    </RowWithActs>
  )
}

function HomeForm({ person, writing, fields, isNew, toSave }: PersonRowForm<HomeDraft>) {
  const start = useStartFocus()
  const save = useAct('residents.saveHome', {
    says: () => ({ title: <Trans>Home saved</Trans>, detail: <bdi translate="no">{person.name}</bdi> }),
    after: writing.forget,
  })
  return (
    <EditForm save={save} onSave={() => save.mutate({ ...toSave(), residentId: person.id })} onCancel={writing.forget}>
      {!isNew && <UnitBadge unit={fields.unit} size="row" />}
      <HomeFields fields={fields} onChange={writing.change} error={save.error} isNew={isNew} start={start} />
    </EditForm>
  )
}
