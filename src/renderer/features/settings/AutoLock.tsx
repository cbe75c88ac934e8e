import { useLingui } from '@lingui/react/macro'
import { Select } from '../../../ui/index.ts'
import { useChangeDevices } from '../../window/desk/useSettings.ts'
import type { SectionProps } from './section.ts'

const CHOICES = [1, 2, 5, 10, 15, 30] as const

/** After how long without a hand the console locks. */
export function AutoLock({ settings, isDisabled }: SectionProps) {
  const { t } = useLingui()
  const change = useChangeDevices()
  return (
    <Select
      label={t`Lock after (where the person on duty has a PIN)`}
      isDisabled={isDisabled}
      value={String(settings.lockMinutes)}
      onChange={(id) => void change({ lockMinutes: Number(id) })}
      options={[
        ...CHOICES.map((minutes) => ({
          id: String(minutes),
          label:
            minutes === 1 ? t`1 minute without a key or the mouse` : t`${minutes} minutes without a key or the mouse`,
        })),
        { id: '0', label: t`Never by itself` },
      ]}
    />
  )
}
