import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, X } from 'lucide-react'
import type { Request } from '../../../shared/contract/index.ts'
import { PHONE_LABELS, PHONES_MOST } from '../../../shared/people/phones.ts'
import { Button, Checkbox, Select, TextField } from '../../../ui/index.ts'
import { PHONE_LABEL_WORDS } from '../../parcel/addressee/words.ts'
import { fieldError } from '../../parcel/words/fieldProblems.ts'

type Typed = Request<'residents.save'>['phones'][number]

export const emptyPhone: Typed = { typed: '', label: 'mobile', sms: false }

interface PhoneFieldsProps {
  phones: readonly Typed[]
  onChange: (phones: Typed[]) => void
  error: unknown
}

/** Somebody's telephones: as many as they have, each with what it is and whether it takes SMS. */
export function PhoneFields({ phones, onChange, error }: PhoneFieldsProps) {
  const { i18n, t } = useLingui()
  const change = (at: number, part: Partial<Typed>) =>
    onChange(phones.map((one, place) => (place === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="field">
      <legend className="label">
        <Trans>Phones</Trans>
      </legend>
      <div className="stack" data-gap="small">
        {phones.map((one, at) => (
          // A telephone has no name of its own: what is written in a row belongs to its place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className="phone-fields">
            <TextField
              label={t`Number`}
              hideLabel
              dir="ltr"
              value={one.typed}
              onChange={(typed) => change(at, { typed })}
              error={fieldError(error, `phones.${at}`, i18n)}
            />
            <Select
              label={t`What this number is`}
              hideLabel
              options={PHONE_LABELS.map((id) => ({ id, label: i18n._(PHONE_LABEL_WORDS[id]) }))}
              value={one.label}
              onChange={(label) => change(at, { label })}
            />
            <Checkbox isSelected={one.sms} onChange={(sms) => change(at, { sms })}>
              <Trans>takes text messages</Trans>
            </Checkbox>
            <Button
              variant="plain"
              icon={X}
              aria-label={t`Remove this number`}
              onPress={() => onChange(phones.filter((_, place) => place !== at))}
            />
          </div>
        ))}
        {phones.length < PHONES_MOST && (
          <div>
            <Button size="small" icon={Plus} onPress={() => onChange([...phones, emptyPhone])}>
              <Trans>Add a number</Trans>
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  )
}
