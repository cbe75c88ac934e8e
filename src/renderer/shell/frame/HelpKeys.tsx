import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { ACTIONS, type ActionGroup, type KeyPlace } from '../../../shared/screens/actions.ts'
import { Kbd } from '../../../ui/index.ts'
import { PLACE_WORDS, screenKeys } from '../../window/actions/screens.ts'
import { useAllActions } from '../../window/desk/useActions.ts'

interface Key {
  id: string
  shortcut: string
  label: MessageDescriptor
}

const GENERAL: ReadonlySet<string> = new Set(ACTIONS.map(({ id }) => id))
/** In this order the parts fill two columns of one height. */
const PLACES: readonly KeyPlace[] = ['messages', 'intake', 'handover']

/** Every key that does something, by where it does it; from the lists of actions, so that none is left out. */
export function HelpKeys() {
  const { i18n } = useLingui()
  const actions = useAllActions()
  const general = (...groups: ActionGroup[]): Key[] =>
    actions.flatMap(({ id, group, shortcut, label }) =>
      shortcut !== undefined && GENERAL.has(id) && groups.includes(group) ? { id, shortcut, label } : [],
    )
  const of = (place: KeyPlace): Key[] => screenKeys().filter((key) => key.place === place)
  const parts: { id: string; head: MessageDescriptor; keys: Key[] }[] = [
    { id: 'go', head: msg`Screens`, keys: general('go') },
    { id: 'act', head: PLACE_WORDS.lists, keys: [...general('act'), ...of('lists')] },
    ...PLACES.map((place) => ({ id: place, head: PLACE_WORDS[place], keys: of(place) })),
    { id: 'view', head: PLACE_WORDS.view, keys: [...general('view', 'help'), ...of('view')] },
  ]
  return (
    <div className="help-keys">
      {parts.map(({ id: part, head, keys }) => (
        <section key={part} className="help-part">
          <h2>{i18n._(head)}</h2>
          <dl className="shortcuts">
            {keys.map(({ id, shortcut, label }) => (
              <div key={id}>
                <dt>
                  <Kbd>{shortcut}</Kbd>
                  <span className="visually-hidden">{shortcut}</span>
                </dt>
                <dd>{i18n._(label)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
