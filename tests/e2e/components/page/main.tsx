// The message components on a page of their own, without a desk: fed by the client that the address names.
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { setupI18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { I18nProvider as AriaI18nProvider } from 'react-aria-components/I18nProvider'
import { messages as en } from '../../../../src/messaging/catalogs/en.ts'
import { messages as fr } from '../../../../src/messaging/catalogs/fr.ts'
import {
  Announcements,
  Inbox,
  MessagingProvider,
  NewConversation,
  Templates,
  type MessagingHost,
} from '../../../../src/messaging/index.ts'
import '../../../../src/ui/tokens.css'
import '../../../../src/ui/base.css'
import '../../../../src/ui/buttons.css'
import '../../../../src/ui/fields.css'
import '../../../../src/ui/choices.css'
import '../../../../src/ui/floating.css'
import '../../../../src/ui/display.css'
import '../../../../src/ui/rows.css'
import type { MessagingClient } from '../../../../src/shared/messaging/client.ts'
import { openMemory } from './memory.ts'
import { openPortal } from './portal.ts'
import { uuid } from './world.ts'

/** What a test sees of the program around the components. */
const outside = { links: [] as string[], parcels: [] as string[], saved: [] as string[] }

function Page({ client, newId }: { client: MessagingClient; newId: () => string }) {
  const [openId, setOpenId] = useState<string | null>(null)
  const [mode, setMode] = useState<'new' | 'announce' | 'templates' | null>(null)
  const [enterSends, setEnterSends] = useState(true)
  const host: MessagingHost = {
    timeZone: 'America/Toronto',
    enterSends,
    setEnterSends,
    newId,
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

// The room's own catalogues and no others: a text that is in none of them would show here.
const i18n = setupI18n({ locale: 'en', messages: { en, fr } })
const asked = new URLSearchParams(location.search)
const opened = asked.get('client') === 'portal' ? await openPortal(asked) : openMemory(asked)
createRoot(document.querySelector('#root')!).render(
  <I18nProvider i18n={i18n}>
    <AriaI18nProvider locale="en-US">
      <Page client={opened.client} newId={opened.newId} />
    </AriaI18nProvider>
  </I18nProvider>,
)

const harness = {
  ...opened,
  outside,
  speak: (language: 'fr' | 'en') => {
    document.documentElement.lang = language === 'fr' ? 'fr-CA' : 'en-CA'
    i18n.activate(language)
  },
  wear: (theme: string) => {
    document.documentElement.dataset['theme'] = theme
  },
}
Object.assign(window, { harness })
export type Harness = typeof harness
