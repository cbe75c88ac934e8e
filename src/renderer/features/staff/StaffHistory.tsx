import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Response } from '../../../shared/contract/index.ts'
import { ROLES } from '../../../shared/staff/permissions.ts'
import { DIRECTORY_UNDONE, DIRECTORY_WORDS } from '../../parcel/words/directory.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { useRoute } from '../../window/data/queries.ts'
import { Panel } from '../../../ui/index.ts'

type Change = Response<'directory.history'>[number]['changes'][number]

const COLUMN_WORDS = { display_name: msg`Name`, role: msg`Role`, active: msg`Works here` } as const
type Told = Change & { column: keyof typeof COLUMN_WORDS }
const isTold = (change: Change): change is Told => Object.hasOwn(COLUMN_WORDS, change.column)

function valueWords(value: Change['from'], i18n: I18n): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? i18n._(msg`yes`) : i18n._(msg`no`)
  const role = ROLES.find((one) => one === value)
  return role ? i18n._(ROLE_WORDS[role]) : String(value)
}

/** Who changed what about a staff member, newest first. */
export function StaffHistory({ staffId }: { staffId: string }) {
  const { i18n } = useLingui()
  const { data } = useRoute('directory.history', { staffId })
  if (!data || data.length === 0) return null
  return (
    <Panel title={<Trans>Changes</Trans>}>
      <ol className="stack changes staff-history" data-gap="small">
        {data.map(({ id, act, at, actor, desk, changes, isUndo, undone }) => (
          <li key={id} data-undone={undone || undefined}>
            <span className="row-title">{i18n._((isUndo ? DIRECTORY_UNDONE : DIRECTORY_WORDS)[act])}</span>
            {changes.filter(isTold).map(({ column, from, to }) => (
              <span key={column} className="change">
                <span className="muted">{i18n._(COLUMN_WORDS[column])}</span>
                <span>
                  {from !== null && <del>{valueWords(from, i18n)}</del>}
                  {from !== null && to !== null && ' → '}
                  {to !== null && <bdi>{valueWords(to, i18n)}</bdi>}
                </span>
              </span>
            ))}
            <span className="row-sub">
              <Moment at={at} /> · {actor} · {desk}
              {undone && (
                <>
                  {' · '}
                  <Trans>undone</Trans>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
