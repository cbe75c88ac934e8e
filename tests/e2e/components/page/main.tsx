// The message components on a page of their own, fed by the client in memory: no desk, no Electron, no network.
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider } from '@lingui/react'
import { I18nProvider as AriaI18nProvider } from 'react-aria-components/I18nProvider'
import { createI18n, speak } from '../../../../src/renderer/app/i18n/i18n.ts'
import {
  Announcements,
  Inbox,
  MessagingProvider,
  NewConversation,
  Templates,
  type MessagingHost,
} from '../../../../src/renderer/messaging/index.ts'
import '../../../../src/renderer/ui/tokens.css'
import '../../../../src/renderer/ui/base.css'
import '../../../../src/renderer/ui/buttons.css'
import '../../../../src/renderer/ui/fields.css'
import '../../../../src/renderer/ui/choices.css'
import '../../../../src/renderer/ui/floating.css'
import '../../../../src/renderer/ui/display.css'
import { createMemoryMessaging, type MemoryOptions } from '../../../../src/shared/messaging/memory/index.ts'
import { scene, uuid, type Scene } from './world.ts'

const i18n = createI18n('en')
const root = createRoot(document.querySelector('#root')!)
let mounted = 0

/** What a test sees of the program around the components. */
const outside = { links: [] as string[], parcels: [] as string[], saved: [] as string[] }

function Page({
  client,
  options,
}: {
  client: ReturnType<typeof createMemoryMessaging>['client']
  options: MemoryOptions
}) {
  const [openId, setOpenId] = useState<string | null>(null)
  const [mode, setMode] = useState<'new' | 'announce' | 'templates' | null>(null)
  const [enterSends, setEnterSends] = useState(true)
  const host: MessagingHost = {
    timeZone: 'America/Toronto',
    enterSends,
    setEnterSends,
    newId: options.newId,
    openLink: (url) => void outside.links.push(url),
    openConversation: (id) => {
      setMode(null)
      setOpenId(id)
    },
    openParcel: (id) => void outside.parcels.push(id),
    saveFile: ({ name }) => void outside.saved.push(name),
  }
  const close = () => setMode(null)
  return (
    <MessagingProvider client={client} host={host}>
      <main style={{ height: '100%' }}>
        <Inbox
          openId={mode === null ? openId : null}
          instead={
            mode === 'announce' ? (
              <Announcements onClose={close} />
            ) : mode === 'new' ? (
              <NewConversation
                to={{ residentId: uuid(101), unitId: null, unitNumber: '305', name: 'Marie' }}
                parcel={null}
                picker={null}
                onForgetTo={close}
                onClose={close}
              />
            ) : mode === 'templates' ? (
              <Templates onClose={close} />
            ) : undefined
          }
          onNew={() => setMode('new')}
          onAnnounce={() => setMode('announce')}
          onTemplates={() => setMode('templates')}
          onBack={() => setOpenId(null)}
        />
      </main>
    </MessagingProvider>
  )
}

const harness = {
  outside,
  /** Begins anew with a world of its own. */
  mount(name: Scene) {
    const options = scene(name)
    const made = createMemoryMessaging(options)
    Object.assign(harness, made)
    Object.assign(outside, { links: [], parcels: [], saved: [] })
    mounted += 1
    root.render(
      <I18nProvider i18n={i18n}>
        <AriaI18nProvider locale="en-US">
          <Page key={mounted} client={made.client} options={options} />
        </AriaI18nProvider>
      </I18nProvider>,
    )
  },
  speak: (language: 'fr' | 'en') => speak(i18n, language),
  wear: (theme: string) => {
    document.documentElement.dataset['theme'] = theme
  },
}
Object.assign(window, { harness })
export type Harness = typeof harness & ReturnType<typeof createMemoryMessaging>
