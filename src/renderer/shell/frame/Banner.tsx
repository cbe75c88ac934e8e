import { useEffect, useMemo, useRef } from 'react'
import { useSelector } from '@tanstack/react-store'
import { useRouterState } from '@tanstack/react-router'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft, CornerDownRight, ScanBarcode, X } from 'lucide-react'
import { Button, TONE_ICONS } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { ofScreen } from '../../window/actions/screens.ts'
import type { Action } from '../../window/actions/store.ts'
import { useActions, useAllActions } from '../../window/desk/useActions.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback, useShown } from '../../window/desk/useFeedback.ts'
import type { FeedbackAction, Shown } from '../../window/feedback/store.ts'
import { placeOf } from './placeOf.ts'
import { useReadiness } from './useReadiness.ts'

/** The answer to the last scan or act: always here, on every screen. Empty, it says whether the gun is heard. */
export function Banner() {
  const { t } = useLingui()
  const shown = useShown()
  useActions(useMemo(() => keyed(shown), [shown]))
  usePageChange()
  return (
    <section className="banner-place" aria-label={t`Answer`}>
      {shown ? <Answer key={shown.seq} shown={shown} /> : <Ready />}
      <Announcer shown={shown} />
    </section>
  )
}

/** Another page: what was seen on the one before goes, and whoever is back needs no way back. */
function usePageChange(): void {
  const { feedback, interrupted } = useDesk()
  const href = useRouterState({ select: ({ location }) => location.href })
  const before = useRef(href)
  useEffect(() => {
    if (before.current === href) return
    before.current = href
    feedback.moved()
    interrupted.arrived(href)
  }, [href, feedback, interrupted])
}

const keyed = (shown: Shown | null): readonly Action[] =>
  (shown?.actions ?? []).flatMap(({ shortcut, onPress }) =>
    shortcut === undefined
      ? []
      : [
          {
            ...ofScreen('banner.offer'),
            icon: CornerDownRight,
            shortcut,
            perform: onPress,
          },
        ],
  )

const keyOf = ({ shortcut, key }: FeedbackAction) =>
  (shortcut ?? key) === undefined ? {} : { shortcut: (shortcut ?? key)! }

function Answer({ shown }: { shown: Shown }) {
  const { t } = useLingui()
  const { clear } = useFeedback()
  const Icon = TONE_ICONS[shown.tone]
  return (
    <div className="banner" data-tone={shown.tone}>
      <Icon className="banner-icon" size={36} strokeWidth={2.25} aria-hidden />
      {shown.unit !== undefined && <UnitBadge unit={shown.unit} />}
      <div className="banner-words">
        <p className="banner-title">{shown.title}</p>
        {shown.detail !== undefined && <p className="banner-detail">{shown.detail}</p>}
      </div>
      <div className="banner-actions">
        <div className="banner-offers">
          {shown.actions?.map((action, index) => (
            <Button
              // oxlint-disable-next-line react/no-array-index-key -- the actions of one message never change places
              key={index}
              onPress={action.onPress}
              {...keyOf(action)}
            >
              {action.label}
            </Button>
          ))}
          <BackToWork />
        </div>
        <Button variant="plain" icon={X} aria-label={t`Close the message`} onPress={clear} />
      </div>
    </div>
  )
}

function Ready() {
  const ready = useReadiness()
  return (
    <div className="banner" data-ready={ready}>
      <ScanBarcode className="banner-icon" size={36} strokeWidth={1.75} aria-hidden />
      <div className="banner-words">
        <p className="banner-title">
          {ready === 'ready' && <Trans>Ready to scan</Trans>}
          {ready === 'behind' && <Trans>Click here to scan: another window is in front</Trans>}
          {ready === 'deaf' && <Trans>The scanner is not being listened to</Trans>}
        </p>
      </div>
      <div className="banner-actions">
        <BackToWork />
      </div>
    </div>
  )
}

/** The way back to what a scan interrupted. */
function BackToWork() {
  const { i18n } = useLingui()
  const { interrupted, actions } = useDesk()
  const left = useSelector(interrupted.left)
  const all = useAllActions()
  if (!left) return null
  const place = all.find(({ id }) => id === placeOf(left.href))
  return (
    <Button icon={ArrowLeft} shortcut="Alt+ArrowLeft" onPress={() => actions.run('place.back')}>
      {left.href.startsWith('/packages/') || !place ? (
        <Trans>Back to the parcel</Trans>
      ) : (
        <Trans>Back: {i18n._(place.label)}</Trans>
      )}
    </Button>
  )
}

/** Tells screen readers without moving the focus: at once for what went wrong, in turn for the rest. */
function Announcer({ shown }: { shown: Shown | null }) {
  const words = shown && (
    <span key={shown.seq}>
      {shown.unit ? (
        <>
          <Trans>Unit {shown.unit}</Trans>.{' '}
        </>
      ) : null}
      {shown.title}. {shown.detail}
    </span>
  )
  const urgent = shown?.tone === 'error' || shown?.tone === 'attention'
  return (
    <>
      <output className="visually-hidden" aria-live="polite" aria-atomic>
        {urgent ? null : words}
      </output>
      <div className="visually-hidden" role="alert" aria-live="assertive" aria-atomic>
        {urgent ? words : null}
      </div>
    </>
  )
}
