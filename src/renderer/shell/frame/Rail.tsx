import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useRouterState } from '@tanstack/react-router'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useRoute } from '../../window/data/queries.ts'
import { Kbd } from '../../../ui/index.ts'
import { useAllActions } from '../../window/desk/useActions.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useMay } from '../../window/data/useMay.ts'
import type { Action } from '../../window/actions/store.ts'
import { placeOf } from './placeOf.ts'

/** What a count says that nobody has dealt with yet. */
type News = 'unread' | 'untold'
const NEWS: Readonly<Record<string, News>> = { 'go.messages': 'unread', 'go.notices': 'untold' }

/** The places of the console, and below them language and help: always there, in the same order. Whom no letter reached stands there as long as there is somebody. */
export function Rail() {
  const { t } = useLingui()
  const actions = useAllActions()
  const here = useRouterState({ select: ({ location }) => placeOf(location.pathname) })
  const waiting = useRoute('packages.counts', {}).data?.waiting
  const mayRead = useMay('messages.read')
  const unread = useRoute('messages.counts', {}, { enabled: mayRead }).data?.unread
  const toTell = useRoute('notices.status', {}).data?.open ?? 0
  const counts: Readonly<Record<string, number | undefined>> = {
    'go.waiting': waiting,
    'go.notices': toTell,
    'go.messages': unread,
  }
  const building = useRoute('session.get', {}).data?.building
  return (
    <nav className="rail" aria-label={t`Screens`}>
      <div>
        <p className="rail-plate">{building?.name}</p>
        {building?.isSample && <Sample />}
        <ul>
          {actions
            .filter(
              ({ group, id }) =>
                (group === 'go' && (id !== 'go.messages' || mayRead)) ||
                (id === 'go.notices' && (toTell > 0 || here === id)),
            )
            .map((action) => (
              <li key={action.id}>
                <RailButton
                  action={action}
                  current={action.id === here}
                  count={counts[action.id]}
                  news={NEWS[action.id]}
                />
              </li>
            ))}
        </ul>
      </div>
      <ul className="rail-foot">
        {['language.switch', 'help.shortcuts'].map((id) => {
          const action = actions.find((action) => action.id === id)
          return action ? (
            <li key={id}>
              <RailButton action={action} current={false} short={id === 'language.switch' ? t`FR / EN` : t`Help`} />
            </li>
          ) : null
        })}
      </ul>
    </nav>
  )
}

/** That nobody here is real; opens the place where the real building begins. */
function Sample() {
  const { t } = useLingui()
  const { navigate } = useDesk()
  return (
    <AriaButton
      className="rail-sample"
      aria-label={t`Sample building: how to begin with yours`}
      onPress={() => navigate('/settings?section=project')}
    >
      <Trans context="building">Sample</Trans>
    </AriaButton>
  )
}

function RailButton({
  action,
  current,
  count,
  news,
  short,
}: {
  action: Action
  current: boolean
  count?: number | undefined
  /** The count is of what nobody has seen yet. */
  news?: News | undefined
  short?: string
}) {
  const { i18n } = useLingui()
  const Icon = action.icon
  return (
    <button
      type="button"
      className="rail-button"
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={action.shortcut}
      onClick={action.perform}
    >
      <Icon size={24} strokeWidth={current ? 2.25 : 1.75} aria-hidden />
      <span className="rail-label">{short ?? i18n._(action.label)}</span>
      {count !== undefined && count > 0 && (
        <span className="rail-count" data-news={news !== undefined || undefined}>
          {i18n.number(count)}
          {news !== undefined && (
            <span className="visually-hidden">
              {' '}
              {news === 'unread' ? (
                <Plural value={count} one="unread conversation" other="unread conversations" />
              ) : (
                <Plural value={count} one="parcel" other="parcels" />
              )}
            </span>
          )}
        </span>
      )}
      {action.shortcut !== undefined && <Kbd>{action.shortcut}</Kbd>}
    </button>
  )
}
