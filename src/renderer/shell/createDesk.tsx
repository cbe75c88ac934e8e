import type { I18n } from '@lingui/core'
import { Trans } from '@lingui/react/macro'
import { DEFAULT_WEDGE_SETTINGS } from '../../shared/wedge/settings.ts'
import type { Request, Response } from '../../shared/contract/index.ts'
import { request, RequestFailure } from '../window/data/bridge.ts'
import { dismissAll } from '../../ui/dismiss.ts'
import { listenToDesk } from '../window/data/events.ts'
import type { Language } from '../../shared/text/languages.ts'
import { createDeviceQueries } from '../../messaging/deviceQueries.ts'
import { routeKey } from '../window/data/queries.ts'
import type { WedgeOptions } from '../window/scan/wedge/attachWedge.ts'
import { createBaseActions } from '../window/actions/base.ts'
import { createIdleKeys, type IdleKeys } from '../window/actions/idle.ts'
import { listenToKeys } from '../window/actions/keys.ts'
import { createActions } from '../window/actions/store.ts'
import { redoLastUndo, sayWriting, undoLastAct } from '../parcel/acts/acts.tsx'
import type { Desk } from '../window/desk/useDesk.ts'
import { askFirst } from '../window/data/firstAnswers.ts'
import { takeFirstLook } from '../window/theme/firstLook.ts'
import { ErrorWords } from '../window/errors/ErrorWords.tsx'
import { checkClaims } from '../window/feedback/claims.ts'
import { createNews } from '../window/feedback/news.ts'
import { createFeedback } from '../window/feedback/store.ts'
import { createSounds } from '../window/feedback/sounds.ts'
import { createSpeech } from '../window/i18n/speech.ts'
import { lookOf, restoreLook } from '../window/interrupted/look.ts'
import { createInterruptedPage } from '../window/interrupted/interruptedPage.ts'
import { askAhead } from './askAhead.ts'
import { createDeskRouter, readScreensAhead, type DeskRouter } from './router.tsx'
import { COMMANDS } from '../parcel/outcome/answer.tsx'
import { saveFile } from '../messages/saveFile.ts'
import { printAgain } from '../parcel/outcome/printAgain.tsx'
import { createScans } from './createScans.tsx'
import type { IntakeDesk } from '../features/intake/intakeDesk.ts'
import { leftOpen, type Handovers } from '../features/handover/store.ts'
import { addressOf } from '../features/handover/target.ts'
import type { MessagingClient } from '../../shared/messaging/client.ts'
import { deskMessaging } from '../messages/messagingClient.ts'
import { createKept } from '../window/desk/kept.ts'
import { onNewPerson } from '../window/data/newPerson.ts'
import { isWriting } from '../window/actions/writing.ts'
import { onActivity, onDismissal } from '../window/scan/activity.ts'
import { fromHid, fromWedge } from '../window/scan/scan.ts'
import { BEGIN, LOCK, PEOPLE, PRIVACY, READY, SEARCH, SHORTCUTS, signal } from '../window/desk/signals.ts'
import { THEMES, wearTheme } from '../window/theme/theme.ts'
import { STATUS_KEY } from '../window/desk/useSettings.ts'

export interface MadeDesk {
  desk: Desk
  intake: IntakeDesk
  handovers: Handovers
  messaging: () => MessagingClient | null
  i18n: I18n
  router: DeskRouter
  wedge: WedgeOptions
  /** Where keys go when nothing has the focus. */
  idle: IdleKeys
  /** Begins to hear main and the keyboard. */
  listen: () => void
  /** When the first screen can be drawn whole, or has waited long enough. */
  first: Promise<unknown>
}

/** Makes everything that lives as long as the window. */
export function createDesk(): MadeDesk {
  const queries = createDeviceQueries()
  const look = takeFirstLook()
  const speech = createSpeech(look.language)
  const first = Promise.all([askFirst(queries), speech.begin()])
  wearTheme(look.theme)()

  const { i18n } = speech
  const router = createDeskRouter()
  router.subscribe('onBeforeNavigate', ({ toLocation }) => askAhead(queries, toLocation.pathname))
  const sounds = createSounds()
  const feedback = createFeedback(sounds.play)
  const news = createNews()
  const fail = (error: unknown) => feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
  const speak = (language: Language) =>
    speech.speak(language).then(
      () => {
        document.documentElement.lang = i18n.locale === 'fr' ? 'fr-CA' : 'en-CA'
        return true
      },
      () => {
        feedback.show({
          tone: 'error',
          title: <Trans>The words of the other language could not be read</Trans>,
          detail: <Trans>A file of the program is missing or damaged. Install the program again to repair it.</Trans>,
        })
        return false
      },
    )
  const settings = () => queries.getQueryData<Response<'app.status'>>(STATUS_KEY)?.settings
  const navigate: Desk['navigate'] = (to, options) => {
    if (options?.replace) router.history.replace(to)
    else router.history.push(to)
  }
  const readAhead = () => {
    readScreensAhead()
    void speech.readAhead()
  }
  const currentPath = () => router.state.location.pathname
  const interrupted = createInterruptedPage({
    href: () => router.state.location.href,
    navigate,
    look: lookOf,
    restore: restoreLook,
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  const change = (input: Request<'settings.set'>) =>
    void request('settings.set', input).then(
      (settings) =>
        queries.setQueryData<Response<'app.status'>>(STATUS_KEY, (status) => status && { ...status, settings }),
      fail,
    )

  const learnt = () => {
    if (settings()?.lessonDone === false) change({ lessonDone: true })
  }
  const kept = createKept()
  const { scans, intake, handovers, isShown } = createScans({
    queries,
    feedback,
    kept,
    sounds,
    interrupted,
    router,
    navigate,
    currentPath,
    undoLast: () => undoLastAct(feedback, currentPath()),
    ready: () => {
      navigate('/intake')
      signal.send(READY)
    },
    search: (text) => signal.send(SEARCH, text),
    fail,
    registered: learnt,
  })
  /** Where the key of a screen leads: that of the hand-over first to the one that was left before it was done. */
  const addressOfScreen = (path: string): string => {
    const left = path === '/handover' ? leftOpen(handovers.begun.get()) : null
    return left && !isShown(left) ? addressOf(left) : path
  }

  const actions = createActions(
    createBaseActions({
      go: (path) => {
        dismissAll()
        interrupted.forget()
        const to = addressOfScreen(path)
        const isHere = currentPath() === to
        navigate(to)
        signal.send(READY)
        if (isHere) signal.send(BEGIN)
      },
      printAgain: () =>
        void printAgain(feedback, currentPath(), Date.now()).then(
          (isPrinting) => isPrinting || feedback.show(COMMANDS.print),
          fail,
        ),
      saveLogState: () =>
        void request('audit.stateFile', { language: i18n.locale === 'fr' ? 'fr' : 'en' }).then(saveFile, fail),
      undoLast: () =>
        isWriting() ? sayWriting(feedback, 'F9', currentPath()) : void undoLastAct(feedback, currentPath()),
      redoLast: () => (isWriting() ? sayWriting(feedback, 'Shift+F9', currentPath()) : void redoLastUndo(feedback)),
      back: () => {
        dismissAll()
        if (!interrupted.back()) router.history.back()
      },
      switchLanguage: () => {
        const language = i18n.locale === 'fr' ? 'en' : 'fr'
        void speak(language).then((isSpoken) => isSpoken && change({ language }))
      },
      cycleTheme: () => {
        const theme = THEMES[(THEMES.indexOf(settings()?.theme ?? 'system') + 1) % THEMES.length]
        if (theme) change({ theme })
      },
      focusSearch: () => signal.send(SEARCH),
      showShortcuts: () => signal.send(SHORTCUTS),
      switchPerson: () => signal.send(PEOPLE),
      lock: () => void request('duty.lock', {}).then(({ locked }) => !locked && signal.send(PEOPLE), fail),
      togglePrivacy: () => signal.send(PRIVACY),
      isOpen: () => queries.getQueryData<Response<'duty.status'>>(routeKey('duty.status', {}))?.locked !== true,
      backToReady: () => {
        dismissAll()
        feedback.clear()
        signal.send(READY)
      },
    }),
  )

  let client: MessagingClient | null = null
  const messaging = () => (client ??= window.desk ? deskMessaging(window.desk) : null)

  const wedgeSettings = () => ({ ...DEFAULT_WEDGE_SETTINGS, ...settings()?.scanner })
  const pace = {
    gapMs: () => wedgeSettings().maxGapMs,
    later: (ms: number, run: () => void): unknown => setTimeout(run, ms),
    cancel: (timer: unknown) => clearTimeout(timer as number),
  }
  const idle = createIdleKeys({ document, now: () => performance.now(), ...pace })

  return {
    desk: {
      queries,
      feedback,
      news,
      sounds,
      scans,
      kept,
      interrupted,
      actions,
      navigate,
      currentPath,
      speak,
      readAhead,
    },
    intake,
    handovers,
    messaging,
    i18n,
    router,
    first,
    idle,
    wedge: {
      getSettings: wedgeSettings,
      onScan: (scan) => {
        idle.drop()
        void scans.receive(fromWedge(scan))
      },
      onRejected: scans.reject,
    },
    listen: () => {
      // Before the keys do anything: another page may be drawn between two listeners of one key.
      onActivity(feedback.seen)
      listenToKeys(actions, pace)
      window.addEventListener('keydown', idle.take, true)
      onDismissal(scans.forget)
      // What the one before was told, was taken away from, or had begun to hand over, is not theirs.
      onNewPerson(queries, (person) => {
        interrupted.forget()
        handovers.forget()
        feedback.show({ tone: 'ok', title: <Trans>{person.name} is on duty</Trans>, silent: true })
      })
      if (window.desk)
        listenToDesk({
          bridge: window.desk,
          queries,
          runAction: actions.run,
          onScan: (read) => void scans.receive(fromHid(read)),
          onChanged: ({ packages }) => {
            if (!packages) return
            // An undo or a hand-over gives the same code a new meaning at once.
            scans.forget()
            // An empty list means many.
            const which = packages.length > 0 ? packages : 'all'
            intake.changed(which)
            void checkClaims(feedback, which, (id) => request('packages.get', { id }))
          },
          onMessage: (conversationId) => {
            sounds.play('message')
            void request('messages.conversation', { id: conversationId }).then(
              ({ residents, unit }) =>
                news.add({ conversationId, name: residents[0]?.name ?? '', unit: unit?.name ?? null }),
              // It was there a moment ago; the badge says the rest.
              () => undefined,
            )
          },
          onFault: (code) =>
            feedback.show({ tone: 'error', title: <ErrorWords error={new RequestFailure({ code })} /> }),
          onLock: () => signal.send(LOCK),
          onNewScanner: (name) =>
            feedback.show({
              tone: 'attention',
              lasting: true,
              title: <Trans>This scanner is new here: {name}</Trans>,
              detail: <Trans>Set it up once to read its codes.</Trans>,
              actions: [{ label: <Trans>Set it up</Trans>, onPress: () => navigate('/devices') }],
            }),
        })
    },
  }
}
