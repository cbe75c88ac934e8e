import { useQueryClient } from '@tanstack/react-query'
import type { DeskSettings } from '../../../shared/contract/settings.ts'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { request } from '../data/bridge.ts'
import { routeKey, useRoute } from '../data/queries.ts'
import { useFeedback } from './useFeedback.ts'

export const STATUS_KEY = routeKey('app.status', {})

/** How this desk is set; undefined only before the first answer. */
export const useSettings = (): DeskSettings | undefined => useRoute('app.status', {}).data?.settings

/** How a change of the desk's settings is sent: on the screen at once, on disk right after; taken back with a word when that fails. */
function useChange<N extends 'settings.set' | 'settings.setDevices'>(route: N): (change: Request<N>) => Promise<void> {
  const queries = useQueryClient()
  const feedback = useFeedback()
  return async (change) => {
    const before = queries.getQueryData<Response<'app.status'>>(STATUS_KEY)
    const put = (settings: DeskSettings) =>
      queries.setQueryData<Response<'app.status'>>(STATUS_KEY, (status) => status && { ...status, settings })
    if (before) put({ ...before.settings, ...change } as DeskSettings)
    try {
      put(await request(route, change))
    } catch (error) {
      if (before) put(before.settings)
      feedback.fail(error)
    }
  }
}

/** Changes how the console looks and sounds. */
export const useChangeSettings = () => useChange('settings.set')

/** Changes what the desk prints on and reads with. */
export const useChangeDevices = () => useChange('settings.setDevices')
