import { Trans, useLingui } from '@lingui/react/macro'
import { Pencil, UserCheck, UserRoundPlus } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, TextField } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { EditForm } from '../../parcel/EditForm.tsx'
import { useTextFields } from '../../parcel/useTextFields.ts'
import { KeptList, type PersonRow, type PersonRowForm } from './KeptList.tsx'
import { Span } from './Span.tsx'
import { useKeptFields } from '../../messages/useKeptFields.ts'
import { RowWithActs } from './RowWithActs.tsx'

type Resident = Response<'residents.get'>
type Authorisation = Resident['authorisations'][number]

interface Fields {
  id: string
  name: string
  from: string
  to: string
  note: string
}

const draftOf = ({ id, name, from, to, note }: Authorisation): Fields => ({
  id,
  name,
  from: from ?? '',
  to: to ?? '',
  note,
})

/** Who else may collect: added, changed and ended in place. */
export function Authorisations({ person }: { person: Resident }) {
  const may = useMay('directory.care')
  const writing = useKeptFields<Fields>('authorisation', person.id)
  return (
    <KeptList<Authorisation, Fields>
      title={<Trans>May pick up for them</Trans>}
      rows={person.authorisations}
      may={may}
      writing={writing}
      draftOf={draftOf}
      add={{
        icon: UserRoundPlus,
        label: <Trans>Authorise somebody</Trans>,
        fields: (id) => ({ id, name: '', from: '', to: '', note: '' }),
      }}
      empty={<Trans>Nobody else. A pickup code from the notice works for anyone they give it to.</Trans>}
      renderRow={(one, change) => <AuthorisationRow one={one} person={person} onChange={change} />}
      renderForm={(form) => <AuthorisationForm person={person} writing={writing} {...form} />}
    />
  )
}

function AuthorisationRow({ one, person, onChange }: PersonRow<Authorisation>) {
  const { t } = useLingui()
  const end = useAct('residents.endAuthorisation', {
    says: () => ({
      title: <Trans>{one.name} no longer picks up for them</Trans>,
      detail: <bdi translate="no">{person.name}</bdi>,
    }),
  })
  return (
    <RowWithActs
      lead={<UserCheck size={20} aria-hidden />}
      isOver={!one.active}
      acts={
        onChange && (
          <>
            {!one.isOver && (
              <Button
                size="small"
                aria-label={t`End the authorisation of ${one.name}`}
                isPending={end.isPending}
                onPress={() => end.mutate({ id: one.id })}
              >
                <Trans>End</Trans>
              </Button>
            )}
            <Button size="small" variant="plain" icon={Pencil} aria-label={t`Change ${one.name}`} onPress={onChange} />
          </>
        )
      }
    >
      <bdi className="row-title" translate="no">
        {one.name}
      </bdi>
      <span className="row-sub">
        <Span from={one.from} to={one.to} />
        {!one.active && (
          <>
            {' · '}
            <Trans>not today</Trans>
          </>
        )}
        {one.note !== '' && <> · {one.note}</>}
      </span>
    </RowWithActs>
  )
}

function AuthorisationForm({ person, writing, fields, toSave }: PersonRowForm<Fields>) {
  const { t } = useLingui()
  const start = useStartFocus()
  const save = useAct('residents.saveAuthorisation', {
    says: (_, { name }) => ({
      title: <Trans>{name} may pick up for them</Trans>,
      detail: <bdi translate="no">{person.name}</bdi>,
    }),
    after: writing.forget,
  })
  const at = useTextFields(fields, writing.change, save.error)
  return (
    <EditForm save={save} onSave={() => save.mutate({ ...toSave(), residentId: person.id })} onCancel={writing.forget}>
      <TextField inputRef={start} label={t`Name of the person who may pick up`} dir="auto" {...at('name')} />
      <div className="directory-fields">
        <TextField label={t`First day`} help={<Trans>year-month-day; empty: from now on</Trans>} {...at('from')} />
        <TextField label={t`Last day`} help={<Trans>year-month-day; empty: no end</Trans>} {...at('to')} />
      </div>
      <TextField label={t`Note for the desk`} {...at('note')} />
    </EditForm>
  )
}
