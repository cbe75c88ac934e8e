import type { QueryClient } from '@tanstack/react-query'
import { uuidv7 } from 'uuidv7'
import { dismissAll } from '../../ui/dismiss.ts'
import { createIntakeDesk } from '../features/intake/intakeDesk.ts'
import { sayIntake } from '../features/intake/news.tsx'
import { createIntakeScans } from '../features/intake/scans.tsx'
import { createHandoverScans, sayDone } from '../features/handover/scans.tsx'
import { createHandovers } from '../features/handover/store.ts'
import { addressOf, keyOf, readTarget, type Target } from '../features/handover/target.ts'
import { createShelfScans } from '../features/shelves/scans.tsx'
import { readBadge } from './account/badge.ts'
import { createDefaults, type DefaultPorts } from '../parcel/outcome/defaults.tsx'
import { request } from '../window/data/bridge.ts'
import { routeKey } from '../window/data/queries.ts'
import type { Kept } from '../window/desk/kept.ts'
import type { FeedbackStore } from '../window/feedback/store.ts'
import type { Sounds } from '../window/feedback/sounds.ts'
import type { InterruptedPage } from '../window/interrupted/interruptedPage.ts'
import { createScanDesk, type ScanDesk } from '../window/scan/scanDesk.ts'
import { createScanMeasure, painted } from '../window/scan/measure.ts'
import type { DeskRouter } from './router.tsx'

export interface ScansPorts extends Pick<DefaultPorts, 'undoLast' | 'ready' | 'search' | 'currentPath'> {
  queries: QueryClient
  feedback: FeedbackStore
  kept: Kept
  sounds: Sounds
  interrupted: InterruptedPage
  router: DeskRouter
  navigate: (to: string) => void
  fail: (error: unknown) => void
  /** A parcel has been registered from here. */
  registered: () => void
}

/** What takes scans, and outlives the screens that show it: the intake with its pile, the hand-overs. */
export function createScans({
  queries,
  feedback,
  kept,
  sounds,
  interrupted,
  router,
  navigate,
  fail,
  registered,
  ...ports
}: ScansPorts) {
  const openPackage = (id: string) => navigate(`/packages/${id}`)

  const intake = createIntakeDesk({
    register: (input) => request('packages.register', input),
    assign: (input) => request('packages.assign', input),
    read: (text) => request('scan.resolve', { text }),
    look: (id) => request('packages.get', { id }),
    newId: uuidv7,
    now: Date.now,
    say: (news) => {
      feedback.show(sayIntake(news, { feedback, intake, open: openPackage }))
      if (news.kind === 'registered') registered()
    },
  })
  const intakeScans = createIntakeScans(intake, feedback, openPackage)

  /** The address as it is now: the page of it may still be on its way. */
  const address = () => router.history.location
  const target = () => readTarget(router.options.parseSearch(address().search))
  const isShown = (one: Target) => {
    const shown = address().pathname === '/handover' ? target() : null
    return shown !== null && keyOf(shown) === keyOf(one)
  }
  const handovers = createHandovers({
    complete: (input) => request('handover.complete', input),
    isShown,
    sayDone: sayDone(feedback),
    sayRefused: fail,
    leave: () => navigate('/handover'),
  })
  const handoverScans = createHandoverScans({
    handovers,
    feedback,
    open: (one) =>
      queries.fetchQuery({ queryKey: routeKey('handover.open', one), queryFn: () => request('handover.open', one) }),
    navigate,
    again: (scan) => {
      scans.forget()
      void scans.receive(scan)
    },
  })

  const shelfScans = createShelfScans({
    feedback,
    kept,
    navigate,
    check: (id) => request('shelves.check', { id }),
    seen: (input) => request('shelves.seen', input),
    place: (input) => request('packages.place', input),
  })

  const leaveFor = (to: string) => {
    interrupted.leaving(to)
    navigate(to)
  }
  const scans: ScanDesk = createScanDesk({
    resolve: ({ text, aim, corrupt, wedge }) =>
      request('scan.resolve', { text, aim, corrupt, unended: wedge?.unended ?? false }),
    // A short soft sound: heard, and nothing changes.
    onDouble: () => sounds.play('tick'),
    take: (outcome, scan) => {
      const { pathname } = address()
      if (pathname === '/intake') return intakeScans.take(outcome, scan)
      if (pathname === '/shelves' || pathname.startsWith('/shelves/')) return shelfScans(pathname, outcome)
      return pathname === '/handover' && handoverScans(target(), outcome, scan)
    },
    byDefault: createDefaults({
      ...ports,
      feedback,
      intake: (outcome, scan) => {
        intakeScans.begin(outcome, scan)
        leaveFor('/intake')
      },
      handover: async (packageId, outcome, scan) => {
        leaveFor(addressOf({ packageId }))
        await handoverScans({ packageId }, outcome, scan)
      },
      navigate: leaveFor,
      badge: readBadge,
      now: Date.now,
      painted,
    }),
    onError: fail,
    dismiss: dismissAll,
    now: Date.now,
    measure: createScanMeasure(),
  })

  return { intake, handovers, scans, isShown }
}
