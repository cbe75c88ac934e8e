import { Trans, useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { BELONGING_KINDS, isLent } from '../../../shared/people/kinds.ts'
import { dateIn } from '../../../shared/time/zone.ts'
import { Select, TextField } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { BELONGING_WORDS } from '../../parcel/words/belongings.ts'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { BELONGING_NAMES, BELONGING_PLACES } from './belongingWords.ts'
import { EditForm } from '../../parcel/EditForm.tsx'
import { useTextFields } from '../../parcel/useTextFields.ts'
import type { PersonRowForm } from './KeptList.tsx'

export type BelongingFields = Omit<Request<'residents.saveBelonging'>, 'residentId'>

/** One thing that goes with a person; what is asked depends on what it is. */
export function BelongingForm({ person, writing, fields, isNew, toSave }: PersonRowForm<BelongingFields>) {
  const { i18n, t } = useLingui()
  const { timezone } = useFormats()
  const start = useStartFocus()
  const place = BELONGING_PLACES[fields.kind]
  const save = useAct('residents.saveBelonging', {
    says: (_, { kind, name }) => ({
      title: (
        <Trans>
          {i18n._(BELONGING_WORDS[kind])} {name} saved
        </Trans>
      ),
      detail: <bdi translate="no">{person.name}</bdi>,
    }),
    after: writing.forget,
  })
  const at = useTextFields(fields, writing.change, save.error)
  return (
    <EditForm save={save} onSave={() => save.mutate({ ...toSave(), residentId: person.id })} onCancel={writing.forget}>
      {isNew && (
        <Select
          label={t`What it is`}
          options={BELONGING_KINDS.map((kind) => ({ id: kind, label: i18n._(BELONGING_WORDS[kind]) }))}
          value={fields.kind}
          onChange={(kind) =>
            writing.change({
              kind,
              ...(isLent(kind) && fields.from === '' && { from: dateIn(timezone, new Date()) }),
            })
          }
        />
      )}
      <div className="directory-fields">
        <TextField inputRef={start} label={i18n._(BELONGING_NAMES[fields.kind])} dir="auto" {...at('name')} />
        {place && <TextField label={i18n._(place)} dir="auto" {...at('place')} />}
      </div>
      {isLent(fields.kind) && (
        <div className="directory-fields">
          <TextField label={t`Lent since`} help={<Trans>year-month-day</Trans>} {...at('from')} />
          {!isNew && (
            <TextField label={t`Returned on`} help={<Trans>year-month-day; empty: not yet</Trans>} {...at('to')} />
          )}
        </div>
      )}
      <TextField label={t`Note for the desk`} {...at('note')} />
    </EditForm>
  )
}
