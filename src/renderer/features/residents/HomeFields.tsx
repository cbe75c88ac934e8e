import type { Ref } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { OCCUPANCY_KINDS } from '../../../shared/people/kinds.ts'
import { Checkbox, TextField, ToggleGroup } from '../../../ui/index.ts'
import { OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
import { fieldError } from '../../parcel/words/fieldProblems.ts'

/** A home as it is being written. */
export type HomeDraft = Omit<Request<'residents.saveHome'>, 'residentId'>

/** A home of which nothing is written yet. */
export const newHome = (id: string): HomeDraft => ({
  id,
  unit: '',
  kind: 'tenant',
  from: '',
  to: '',
  receives: true,
  notified: false,
  share: '',
})

interface HomeFieldsProps {
  fields: HomeDraft
  onChange: (part: Partial<HomeDraft>) => void
  error: unknown
  /** Of a home that stands the unit stays: another unit is another home. */
  isNew: boolean
  /** Takes the field in which writing begins. */
  start?: Ref<HTMLInputElement>
}

/** Where somebody lives, how and from when to when. */
export function HomeFields({ fields, onChange, error, isNew, start }: HomeFieldsProps) {
  const { i18n, t } = useLingui()
  const at = (field: 'unit' | 'from' | 'to' | 'share') => ({
    value: fields[field],
    onChange: (value: string) => onChange({ [field]: value }),
    error: fieldError(error, field, i18n),
  })
  const first = start && { inputRef: start }
  return (
    <>
      <div className="directory-fields home-fields">
        {isNew && <TextField {...first} label={t`Unit`} {...at('unit')} />}
        <ToggleGroup
          label={t`Lives there as`}
          choices={OCCUPANCY_KINDS.map((id) => ({ id, label: i18n._(OCCUPANCY_WORDS[id]) }))}
          value={fields.kind}
          onChange={(kind) => onChange({ kind })}
        />
        {fields.kind === 'owner' && (
          <TextField label={t`Ownership share`} help={<Trans>for example 1.25 % or 12/1000</Trans>} {...at('share')} />
        )}
      </div>
      <div className="directory-fields">
        <TextField
          {...(!isNew && first)}
          label={t`First day`}
          help={<Trans>year-month-day; empty: not known</Trans>}
          {...at('from')}
        />
        <TextField label={t`Last day`} help={<Trans>year-month-day; empty: no end</Trans>} {...at('to')} />
      </div>
      <Checkbox isSelected={fields.receives} onChange={(receives) => onChange({ receives })}>
        <Trans>Receives parcels here</Trans>
      </Checkbox>
      <Checkbox isSelected={fields.notified} onChange={(notified) => onChange({ notified })}>
        <Trans>Named for the unit’s notices</Trans>
      </Checkbox>
    </>
  )
}
