import { useLingui } from '@lingui/react'
import { useQueryClient } from '@tanstack/react-query'
import type { Response } from '../../../shared/contract/index.ts'
import { routeKey, useRoute } from './queries.ts'
import type { TimeDisplay } from '../../../ui/format.ts'

/**
 * The language of the screen and the clock of the building: of the one that is open, or, while its data is closed or nobody
 * is signed in, of the one that stood here last.
 */
export function useTimeDisplay(): TimeDisplay {
  const { i18n } = useLingui()
  const queries = useQueryClient()
  const open = useRoute('session.get', {}).data?.building.timezone
  // Known before any screen is drawn, so it is not watched.
  const last = () => queries.getQueryData<Response<'app.status'>>(routeKey('app.status', {}))?.timezone
  return { locale: i18n.locale, timeZone: open ?? last() ?? undefined }
}
