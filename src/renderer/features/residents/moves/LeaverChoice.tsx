import type { ReactNode } from 'react'
import { useLingui } from '@lingui/react/macro'
import type { UnitStay } from '../../../../shared/contract/units.ts'
import { Checkbox } from '../../../../ui/index.ts'
import { OCCUPANCY_WORDS } from '../../../parcel/addressee/words.ts'
import { Span } from '../Span.tsx'

interface LeaverChoiceProps {
  label: ReactNode
  stays: readonly UnitStay[]
  chosen: readonly string[]
  onChange: (homeIds: readonly string[]) => void
}

/** Which of those who live in a unit leave it. */
export function LeaverChoice({ label, stays, chosen, onChange }: LeaverChoiceProps) {
  const { i18n } = useLingui()
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      <div className="stack" data-gap="small">
        {stays.map((stay) => (
          <Checkbox
            key={stay.id}
            isSelected={chosen.includes(stay.id)}
            onChange={(on) => onChange(on ? [...chosen, stay.id] : chosen.filter((id) => id !== stay.id))}
          >
            <bdi translate="no">{stay.name}</bdi>{' '}
            <span className="muted">
              {i18n._(OCCUPANCY_WORDS[stay.kind])} · <Span from={stay.from} to={stay.to} isStay />
            </span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
