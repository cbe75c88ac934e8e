import { useMemo } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { uuidv7 } from 'uuidv7'
import { useFeedback } from '../window/desk/useFeedback.ts'
import { useChangeSettings, useSettings } from '../window/desk/useSettings.ts'
import { request } from '../window/data/bridge.ts'
import { useTimeDisplay } from '../window/data/useTimeDisplay.ts'
import type { MessagingHost } from '../../messaging/index.ts'
import { saveFile } from './saveFile.ts'

/** The desk around the message components. */
export function useMessagingHost(): MessagingHost {
  const navigate = useNavigate()
  const { fail } = useFeedback()
  const change = useChangeSettings()
  const { timeZone } = useTimeDisplay()
  const enterSends = useSettings()?.enterSends ?? true
  return useMemo(
    () => ({
      timeZone,
      enterSends,
      setEnterSends: (on) => void change({ enterSends: on }),
      newId: uuidv7,
      openLink: (url) => void request('app.openLink', { url }).catch(fail),
      openConversation: (id) => void navigate({ to: '/messages/$id', params: { id } }),
      openParcel: (id) => void navigate({ to: '/packages/$id', params: { id } }),
      saveFile,
    }),
    // The way to change a setting is made anew with every render, and always the same.
    // oxlint-disable-next-line react/exhaustive-deps
    [navigate, fail, timeZone, enterSends],
  )
}
