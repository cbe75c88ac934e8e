import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { DoorOpen, Users } from 'lucide-react'
import { ToggleGroup } from '../../../ui/index.ts'

export type Part = 'residents' | 'units'

/** The name of the part of the directory that is open, and the way to the other one. */
export function DirectoryTabs({ here }: { here: Part }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  return (
    <div className="row directory-tabs">
      <h1>{here === 'units' ? t`Units` : t`Residents`}</h1>
      <ToggleGroup<Part>
        hideLabel
        label={t`Directory`}
        choices={[
          { id: 'residents', label: t`People`, icon: Users },
          { id: 'units', label: t`Units`, icon: DoorOpen },
        ]}
        value={here}
        onChange={(part) => {
          if (part !== here) void navigate({ to: part === 'units' ? '/units' : '/residents' })
        }}
      />
    </div>
  )
}
