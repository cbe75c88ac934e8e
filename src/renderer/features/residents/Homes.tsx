import { Trans, useLingui } from '@lingui/react/macro'
import { House, Pencil } from 'lucide-react'
import { uuidv7 } from 'uuidv7'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { EditForm } from './EditForm.tsx'
import { HomeFields, type HomeDraft } from './HomeFields.tsx'
import { Span } from './Span.tsx'
import { useKeptFields, type KeptFields } from './useKeptFields.ts'

type Resident = Response<'residents.get'>
type Home = Resident['occupancies'][number]

const draftOf = (home: Home): HomeDraft => ({
  id: home.id,
  unit: home.unitNumber,
  kind: home.kind,
  from: home.from ?? '',
  to: home.to ?? '',
  receives: home.receivesPackages,
})

/** Where somebody lives, will live and lived: added and changed in place. */
export function Homes({ person }: { person: Resident }) {
  const may = useMay('directory.write')
  const writing = useKeptFields<HomeDraft>('home', person.id)
  const fields = may ? writing.fields : null
  const isNew = fields !== null && !person.occupancies.some(({ id }) => id === fields.id)
  return (
    <Panel
      title={<Trans>Homes</Trans>}
      actions={
        may &&
        !fields && (
          <Button
            icon={House}
            onPress={() => writing.begin({ id: uuidv7(), unit: '', kind: 'tenant', from: '', to: '', receives: true })}
          >
            <Trans>Add a home</Trans>
          </Button>
        )
      }
    >
      {isNew && <HomeForm person={person} writing={writing} fields={fields} isNew />}
      {person.occupancies.length > 0 && (
        <ul className="stack" data-gap="small">
          {person.occupancies.map((one) => (
            <li key={one.id}>
              {fields?.id === one.id ? (
                <HomeForm person={person} writing={writing} fields={fields} isNew={false} />
              ) : (
                <HomeRow
                  one={one}
                  {...(may && !fields
                    ? {
                        onChange: () => writing.begin(draftOf(one)),
                      }
                    : {})}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function HomeRow({ one, onChange }: { one: Home; onChange?: () => void }) {
  const { i18n, t } = useLingui()
  return (
    <div className="permission" data-over={one.former || undefined}>
      <UnitBadge unit={one.unitNumber} size="row" />
      <span className="row-main">
        <span className="row-title">{i18n._(OCCUPANCY_WORDS[one.kind])}</span>
        <span className="row-sub">
          <Span from={one.from} to={one.to} />
          {!one.receivesPackages && (
            <>
              {' · '}
              <Trans>no parcels here</Trans>
            </>
          )}
        </span>
      </span>
      {onChange && (
        <span className="row permission-acts">
          <Button
            size="small"
            variant="plain"
            icon={Pencil}
            aria-label={t`Change the home in ${one.unitNumber}`}
            onPress={onChange}
          />
        </span>
      )}
    </div>
  )
}

function HomeForm({
  person,
  writing,
  fields,
  isNew,
}: {
  person: Resident
  writing: KeptFields<HomeDraft>
  fields: HomeDraft
  isNew: boolean
}) {
  const save = useAct('residents.saveHome', {
    says: () => ({ title: <Trans>Home saved</Trans>, detail: <bdi translate="no">{person.name}</bdi> }),
    after: writing.forget,
  })
  return (
    <EditForm
      error={save.error}
      isPending={save.isPending}
      onSave={() => {
        const now = person.occupancies.find(({ id }) => id === fields.id)
        save.mutate({ ...(now ? writing.onto(draftOf(now)) : fields), residentId: person.id })
      }}
      onCancel={writing.forget}
    >
      {!isNew && <UnitBadge unit={fields.unit} size="row" />}
      <HomeFields fields={fields} onChange={writing.change} error={save.error} isNew={isNew} />
    </EditForm>
  )
}
