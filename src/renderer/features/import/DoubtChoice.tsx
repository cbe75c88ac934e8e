import { useLingui } from '@lingui/react/macro'
import { Select } from '../../../ui/index.ts'
import type { Line } from './useImport.ts'

interface DoubtChoiceProps {
  line: Line
  value: 'same' | 'new' | null
  onChange: (choice: 'same' | 'new' | null) => void
}

/** Who somebody of the file is: the person who is proposed, somebody new, or nobody for now. */
export function DoubtChoice({ line, value, onChange }: DoubtChoiceProps) {
  const { t } = useLingui()
  const { candidate } = line
  if (!candidate) return null
  const who = [candidate.name, candidate.unit].filter((part) => part !== '').join(' · ')
  return (
    <div className="import-doubt">
      <Select<'same' | 'new' | 'none'>
        hideLabel
        label={t`Who is ${line.name}?`}
        value={value ?? 'none'}
        onChange={(choice) => onChange(choice === 'none' ? null : choice)}
        options={[
          { id: 'none', label: t`Leave out` },
          { id: 'same', label: who },
          { id: 'new', label: t`Somebody new` },
        ]}
      />
    </div>
  )
}
