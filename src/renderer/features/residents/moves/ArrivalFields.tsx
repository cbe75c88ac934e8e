import { Trans, useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { OCCUPANCY_KINDS } from '../../../../shared/people/kinds.ts'
import { Button, Checkbox, Note, TextField, ToggleGroup } from '../../../../ui/index.ts'
import { useStartFocus } from '../../../../ui/useStartFocus.ts'
import { LANGUAGE_WORDS, OCCUPANCY_WORDS } from '../../../parcel/addressee/words.ts'
import { fieldError } from '../../../parcel/words/fieldProblems.ts'
import type { Arrival } from './arrivals.ts'

interface ArrivalFieldsProps {
  one: Arrival
  /** Their place in the list, by which main names their fields. */
  at: number
  onChange: (part: Partial<Arrival>) => void
  /** Undefined for the only one. */
  onRemove: (() => void) | undefined
  error: unknown
}

/** One of those who move in. */
export function ArrivalFields({ one, at, onChange, onRemove, error }: ArrivalFieldsProps) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const refused = fieldError(error, `person ${at}`, i18n)
  return (
    <div className="arrival">
      <div className="stack">
        {one.isNew ? (
          <div className="directory-fields">
            <TextField
              inputRef={start}
              label={t`First names`}
              dir="auto"
              value={one.givenName}
              onChange={(givenName) => onChange({ givenName })}
              error={fieldError(error, `givenName ${at}`, i18n)}
            />
            <TextField
              label={t`Family name, or the only name`}
              dir="auto"
              value={one.familyName}
              onChange={(familyName) => onChange({ familyName })}
              error={fieldError(error, `familyName ${at}`, i18n)}
            />
          </div>
        ) : (
          <bdi className="row-title" translate="no">
            {one.familyName}
          </bdi>
        )}
        <div className="row arrival-choices">
          <ToggleGroup
            label={t`Lives there as`}
            choices={OCCUPANCY_KINDS.map((id) => ({ id, label: i18n._(OCCUPANCY_WORDS[id]) }))}
            value={one.kind}
            onChange={(kind) => onChange({ kind })}
          />
          {one.isNew && (
            <ToggleGroup
              label={t`Language`}
              choices={[
                { id: 'fr', label: i18n._(LANGUAGE_WORDS.fr) },
                { id: 'en', label: i18n._(LANGUAGE_WORDS.en) },
              ]}
              value={one.language}
              onChange={(language) => onChange({ language })}
            />
          )}
        </div>
        <Checkbox isSelected={one.receives} onChange={(receives) => onChange({ receives })}>
          <Trans>Receives parcels here</Trans>
        </Checkbox>
        {refused !== undefined && <Note tone="error">{refused}</Note>}
      </div>
      {onRemove && <Button variant="plain" icon={X} aria-label={t`Take this person off the list`} onPress={onRemove} />}
    </div>
  )
}
