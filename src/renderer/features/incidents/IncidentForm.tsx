import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, TextField } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { EditForm } from '../../parcel/EditForm.tsx'
import type { KeptFields } from '../../messages/useKeptFields.ts'
import { useTextFields } from '../../parcel/useTextFields.ts'
import { useSend } from '../../window/data/queries.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { FIELD_LABELS, type Fields } from './words.ts'

interface IncidentFormProps {
  incidentId: string | null
  fields: Fields
  writing: KeptFields<Fields>
  /** Leaves the form; what is written stays kept. */
  onClose: () => void
}

/** The eight contents of an entry. */
export function IncidentForm({ incidentId, fields, writing, onClose }: IncidentFormProps) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const feedback = useFeedback()
  const save = useSend('incidents.save', {
    onSuccess: () => {
      feedback.show({ tone: 'ok', title: t`Entered in the register` })
      writing.forget()
      onClose()
    },
  })
  const text = useTextFields(fields, writing.change, save.error)
  const at = (field: Exclude<keyof typeof FIELD_LABELS, 'isSerious'>) => ({
    label: i18n._(FIELD_LABELS[field]),
    ...text(field),
  })
  const day = <Trans>year-month-day</Trans>
  return (
    <EditForm
      save={save}
      label={<Trans>Enter in the register</Trans>}
      onSave={() => save.mutate({ ...fields, incidentId })}
      onClose={onClose}
      onCancel={() => {
        writing.forget()
        onClose()
      }}
    >
      <div className="incident-fields">
        <TextField inputRef={start} {...at('happened')} help={<Trans>As near as it is known</Trans>} />
        <TextField {...at('knownOn')} help={day} />
        <TextField {...at('persons')} />
        <Checkbox isSelected={fields.isEstimated} onChange={(isEstimated) => writing.change({ isEstimated })}>
          <Trans>This number is an estimate</Trans>
        </Checkbox>
        <TextField multiline {...at('information')} />
        <TextField multiline {...at('informationUnknown')} />
      </div>
      <TextField multiline {...at('circumstances')} />
      <div className="incident-fields">
        <TextField
          multiline
          {...at('riskFor')}
          help={<Trans>How sensitive it is, what ill use and harm are to be feared, how likely</Trans>}
        />
        <TextField multiline {...at('riskAgainst')} />
      </div>
      <Checkbox isSelected={fields.isSerious} onChange={(isSerious) => writing.change({ isSerious })}>
        <Trans>There is a risk of serious injury: the Commission and the persons are told</Trans>
      </Checkbox>
      <div className="incident-fields">
        <TextField {...at('commissionOn')} help={day} />
        <TextField {...at('personsOn')} help={day} />
      </div>
      <TextField multiline {...at('noticesWhy')} />
      <TextField multiline {...at('measures')} />
    </EditForm>
  )
}
