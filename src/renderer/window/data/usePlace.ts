import { useLingui } from '@lingui/react'
import { useRoute } from './queries.ts'
import type { Place } from '../../../ui/format.ts'

/** The language of the screen and the clock of the building. */
export function usePlace(): Place {
  const { i18n } = useLingui()
  return { locale: i18n.locale, timeZone: useRoute('session.get', {}).data?.building.timezone }
}
