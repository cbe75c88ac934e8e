import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { Checkbox, TextField } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { FormButtons } from '../../parcel/FormButtons.tsx'
import { fieldError } from '../../parcel/words/fieldProblems.ts'
import { useSend } from '../../window/data/queries.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { EMPTY, FIELD_LABELS, type Fields } from './words.ts'

interface IncidentFormProps {
  incidentId: string | null
  /** The last entry, from which a new one of the same incident begins. */
  before?: Response<'incidents.list'>[number]['entries'][number]
  onDone: () => void
}
type Texts = { [K in keyof Fields]: Fields[K] extends string ? K : never }[keyof Fields]

/** The eight contents of an entry. */
export function IncidentForm({ incidentId, before, onDone }: IncidentFormProps) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const feedback = useFeedback()
  const [fields, setFields] = useState<Fields>(() => {
    const { id: _id, at: _at, by: _by, ...last } = before ?? { ...EMPTY, id: '', at: '', by: '' }
    return last
  })
  const change = (changes: Partial<Fields>) => setFields((was) => ({ ...was, ...changes }))
  const save = useSend('incidents.save', {
    onSuccess: () => {
      feedback.show({ tone: 'ok', title: t`Entered in the register` })
      onDone()
    },
  })
  const at = (field: Texts) => ({
    label: i18n._(FIELD_LABELS[field as keyof typeof FIELD_LABELS]),
    value: fields[field],
    onChange: (value: string) => change({ [field]: value }),
    error: fieldError(save.error, field, i18n),
  })
  const day = <Trans>year-month-day</Trans>
  return (
    <KeyArea onEscape={onDone}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate({ ...fields, incidentId })
        }}
      >
        <div className="incident-fields">
          <TextField inputRef={start} {...at('happened')} help={<Trans>As near as it is known</Trans>} />
          <TextField {...at('knownOn')} help={day} />
          <TextField {...at('persons')} />
          <Checkbox isSelected={fields.isEstimated} onChange={(isEstimated) => change({ isEstimated })}>
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
        <Checkbox isSelected={fields.isSerious} onChange={(isSerious) => change({ isSerious })}>
          <Trans>There is a risk of serious injury: the Commission and the persons are told</Trans>
        </Checkbox>
        <div className="incident-fields">
          <TextField {...at('commissionOn')} help={day} />
          <TextField {...at('personsOn')} help={day} />
        </div>
        <TextField multiline {...at('noticesWhy')} />
        <TextField multiline {...at('measures')} />
        <ErrorNote error={save.error} />
        <FormButtons isPending={save.isPending} onCancel={onDone}>
          <Trans>Enter in the register</Trans>
        </FormButtons>
      </form>
    </KeyArea>
  )
}
