import { useEffect, useLayoutEffect } from 'react'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { I18nProvider as AriaI18nProvider } from 'react-aria-components/I18nProvider'
import { useLingui } from '@lingui/react'
import { Gate } from './account/Gate.tsx'
import { Lock } from './account/Lock.tsx'
import { Boot } from './boot/Boot.tsx'
import { FirstProject } from './first/FirstProject.tsx'
import { FirstStart } from './first/FirstStart.tsx'
import type { MadeDesk } from './createDesk.tsx'
import { HandoversContext } from '../features/handover/useHandover.ts'
import { MessagingClientContext } from '../messages/DeskMessaging.tsx'
import { IntakeContext } from '../features/intake/useIntake.ts'
import { DeskContext, useDesk } from '../window/desk/useDesk.ts'
import { wearTheme } from '../window/theme/theme.ts'
import { useSettings } from '../window/desk/useSettings.ts'

type Shown = Pick<MadeDesk, 'desk' | 'intake' | 'handovers' | 'messaging' | 'i18n' | 'router'>

/** Everything that the window shows. */
export function App({ desk, intake, handovers, messaging, i18n, router }: Shown) {
  return (
    <DeskContext value={desk}>
      <QueryClientProvider client={desk.queries}>
        <I18nProvider i18n={i18n}>
          <AriaLanguage>
            <Preferences />
            <Boot first={<FirstStart />}>
              <FirstProject>
                <Gate>
                  <IntakeContext value={intake}>
                    <HandoversContext value={handovers}>
                      <MessagingClientContext value={messaging}>
                        <Lock>
                          <RouterProvider router={router} />
                        </Lock>
                      </MessagingClientContext>
                    </HandoversContext>
                  </IntakeContext>
                </Gate>
              </FirstProject>
            </Boot>
          </AriaLanguage>
        </I18nProvider>
      </QueryClientProvider>
    </DeskContext>
  )
}

function AriaLanguage({ children }: { children: React.ReactNode }) {
  const { i18n } = useLingui()
  return <AriaI18nProvider locale={i18n.locale === 'fr' ? 'fr-FR' : 'en-US'}>{children}</AriaI18nProvider>
}

/** Language, look and loudness follow the settings, whoever changed them. */
function Preferences() {
  const { speak, sounds } = useDesk()
  const settings = useSettings()
  const { language, theme, soundVolume } = settings ?? {}
  // Before the frame is painted: an English desk never sees a French one.
  useLayoutEffect(() => {
    if (language) void speak(language)
  }, [speak, language])
  useLayoutEffect(() => (theme ? wearTheme(theme) : undefined), [theme])
  useEffect(() => {
    if (soundVolume !== undefined) sounds.setVolume(soundVolume)
  }, [sounds, soundVolume])
  return null
}
