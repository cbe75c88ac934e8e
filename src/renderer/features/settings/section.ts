import type { DeskSettings } from '../../../shared/contract/settings.ts'

/** What every part of the settings is given. */
export interface SectionProps {
  settings: DeskSettings
  isDisabled: boolean
}
