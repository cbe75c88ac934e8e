import { useEffect, useRef, useState, type RefObject } from 'react'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useLingui } from '@lingui/react/macro'
import { Banner } from './Banner.tsx'
import { CommandBar } from './CommandBar.tsx'
import { LastActs } from './LastActs.tsx'
import { Part } from './Part.tsx'
import { PrivacyCover } from './PrivacyCover.tsx'
import { Rail } from './Rail.tsx'
import { useConflicts } from '../told/useConflicts.tsx'
import { useRefusals } from '../told/useRefusals.tsx'
import { showFromTop } from '../../window/desk/showFromTop.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { PRIVACY, READY, SHORTCUTS, signal } from '../../window/desk/signals.ts'
import { SetupBar } from './SetupBar.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { useRoute } from '../../window/data/queries.ts'
import { useReadiness } from './useReadiness.ts'
import { StatusLine } from './StatusLine.tsx'
import './rail.css'
import './command.css'
import './banner.css'
import './acts.css'
import './status.css'
import './privacy.css'
import './shell.css'

/** The first frame in which a scan can be made was painted: for the stopwatch, and for what can wait until then. */
const afterFirstFrame = (then: () => void): void => {
  if (performance.getEntriesByName('desk:usable').length > 0) return
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      performance.mark('desk:usable')
      requestIdleCallback(then, { timeout: 3000 })
    }),
  )
}

/** The frame around every screen. */
export function Shell() {
  const { t } = useLingui()
  const main = useRef<HTMLElement>(null)
  const [helping, setHelping] = useState(false)
  const [isPrivate, setPrivate] = useState(false)
  const router = useRouter()
  const { sounds, readAhead } = useDesk()
  useRefusals()
  useConflicts()
  // What a test or a stopwatch waits for: the screen stands, knows who works here, and hears the gun.
  const session = useRoute('session.get', {}).data
  const hasSession = session !== undefined
  const isSetUp = session?.settingUp === true
  const isReady = useReadiness() !== 'deaf' && hasSession

  useEffect(() => {
    if (!isReady) return
    afterFirstFrame(() => {
      // The sound system takes its time to start: after the first frame, before the first scan.
      sounds.warmUp()
      readAhead()
    })
  }, [isReady, sounds, readAhead])
  useEffect(() => signal.on(READY, () => main.current?.focus({ preventScroll: true })), [])
  useEffect(() => signal.on(PRIVACY, () => setPrivate((on) => !on)), [])
  useEffect(() => signal.on(SHORTCUTS, () => setHelping((open) => !open)), [])

  // A new screen: the focus is where the next scan or Tab makes sense, unless the screen took it itself.
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged }) => {
        if (pathChanged) showFromTop()
        if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
      }),
    [router],
  )

  useEffect(() => keepFocusOn(main), [])

  return (
    <div className="shell" data-desk-ready={isReady || undefined} data-private={isPrivate || undefined}>
      <Part className="rail">
        <Rail />
      </Part>
      <Part className="command">
        <CommandBar />
      </Part>
      <Part className="banner-place">
        <Banner />
      </Part>
      <main ref={main} tabIndex={-1} className="screen" aria-label={t`Screen`}>
        <Outlet />
      </main>
      {isSetUp && (
        <Part className="setup">
          <SetupBar />
        </Part>
      )}
      {isPrivate && <PrivacyCover />}
      <Part className="acts">
        <LastActs />
      </Part>
      <Part className="status">
        <StatusLine />
      </Part>
      <Shortcuts isOpen={helping} onClose={() => setHelping(false)} />
    </div>
  )
}

/** When what had the focus goes away (a button that was pressed, a closed list), the screen gets it back. */
function keepFocusOn(main: RefObject<HTMLElement | null>): () => void {
  const recover = () => {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
    })
  }
  // A removed element sends no focusout in every engine: the observer of the last resort is the next key.
  document.addEventListener('focusout', recover)
  document.addEventListener('keydown', recover)
  return () => {
    document.removeEventListener('focusout', recover)
    document.removeEventListener('keydown', recover)
  }
}
