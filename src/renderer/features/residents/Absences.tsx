import { Trans, useLingui } from '@lingui/react/macro'
import { CalendarOff, CalendarPlus, Forward, Pencil } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import { Button, RadioCards, TextField } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { useMay } from '../../window/data/useMay.ts'
import { EditForm } from '../../parcel/EditForm.tsx'
import { useTextFields } from '../../parcel/useTextFields.ts'
import { KeptList, type PersonRow, type PersonRowForm } from './KeptList.tsx'
import { Span } from './Span.tsx'
import { useKeptFields } from '../../messages/useKeptFields.ts'
import { RowWithActs } from './RowWithActs.tsx'

type Resident = Response<'residents.get'>
type Absence = Resident['absences'][number]

interface Fields {
  id: string
  kind: Absence['kind']
  from: string
  to: string
  note: string
}

const draftOf = ({ id, kind, from, to, note }: Absence): Fields => ({ id, kind, from, to, note })

/** When they are away and what is done with their parcels then: added, changed and ended in place. */
export function Absences({ person }: { person: Resident }) {
  const may = useMay('directory.care')
  const { timezone } = useFormats()
  const writing = useKeptFields<Fields>('absence', person.id)
  if (person.absences.length === 0 && !may) return null
  return (
    <KeptList<Absence, Fields>
      title={<Trans>Absences</Trans>}
      rows={person.absences}
      may={may}
      writing={writing}
      draftOf={draftOf}
      add={{
        icon: CalendarPlus,
        label: <Trans>Add an absence</Trans>,
        fields: (id) => ({ id, kind: 'hold', from: dateIn(timezone, new Date()), to: '', note: '' }),
      }}
      empty={<Trans>None is known.</Trans>}
      renderRow={(one, change) => <AbsenceRow one={one} person={person} onChange={one.isOver ? undefined : change} />}
      renderForm={(form) => <AbsenceForm person={person} writing={writing} {...form} />}
    />
  )
}

function AbsenceRow({ one, person, onChange }: PersonRow<Absence>) {
  const { t } = useLingui()
  const end = useAct('residents.endAbsence', {
    says: () => ({
      title: <Trans>Absence ended</Trans>,
      detail: <bdi translate="no">{person.name}</bdi>,
    }),
  })
  return (
    <RowWithActs
      lead={one.kind === 'forward' ? <Forward size={20} aria-hidden /> : <CalendarOff size={20} aria-hidden />}
      isOver={!one.active}
      acts={
        onChange && (
          <>
            <Button
              size="small"
              aria-label={t`End the absence`}
              isPending={end.isPending}
              onPress={() => end.mutate({ id: one.id })}
            >
              <Trans>End</Trans>
            </Button>
            <Button size="small" variant="plain" icon={Pencil} aria-label={t`Change the absence`} onPress={onChange} />
          </>
        )
      }
    >
      <span className="row-title">
        <Span from={one.from} to={one.to} />
      </span>
      <span className="row-sub">
        {one.kind === 'forward' ? <Trans>Forward parcels</Trans> : <Trans>Keep parcels here</Trans>}
        {one.note !== '' && <> · {one.note}</>}
      </span>
    </RowWithActs>
  )
}

function AbsenceForm({ person, writing, fields, toSave }: PersonRowForm<Fields>) {
  const { t } = useLingui()
  const start = useStartFocus()
  const save = useAct('residents.saveAbsence', {
    says: () => ({
      title: <Trans>Absence saved</Trans>,
      detail: <bdi translate="no">{person.name}</bdi>,
    }),
    after: writing.forget,
  })
  const at = useTextFields(fields, writing.change, save.error)
  return (
    <EditForm save={save} onSave={() => save.mutate({ ...toSave(), residentId: person.id })} onCancel={writing.forget}>
      <div className="directory-fields">
        <TextField label={t`First day`} help={<Trans>year-month-day</Trans>} {...at('from')} />
        <TextField inputRef={start} label={t`Last day`} help={<Trans>year-month-day</Trans>} {...at('to')} />
      </div>
      <RadioCards
        label={<Trans>Their parcels meanwhile</Trans>}
        choices={[
          { id: 'hold', label: <Trans>Keep parcels here</Trans>, icon: CalendarOff },
          { id: 'forward', label: <Trans>Forward parcels</Trans>, icon: Forward },
        ]}
        value={fields.kind}
        onChange={(kind) => writing.change({ kind })}
      />
      <TextField label={t`Note for the desk`} {...at('note')} />
    </EditForm>
  )
}
