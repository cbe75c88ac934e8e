import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { LostActs } from '../../../shared/contract/backups.ts'
import { formatCount } from '../../../ui/format.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { actWords } from '../../project/syncWords.ts'

/** What was done since a backup and would be gone: how many of each kind, and the last ones by name. */
export function Lost({ count, kinds, newest }: LostActs) {
  const { i18n } = useLingui()
  if (count === 0) return null
  return (
    <>
      <p>
        <strong>
          <Plural value={count} one="# action would be gone:" other="# actions would be gone:" />
        </strong>
      </p>
      <ul className="backups-kinds">
        {kinds.map(({ name, count: n }) => (
          <li key={name}>
            {i18n._(actWords(name))} <span className="number muted">× {formatCount(n, i18n.locale)}</span>
          </li>
        ))}
      </ul>
      <h3>
        <Trans>The last ones</Trans>
      </h3>
      <ol className="backups-newest">
        {newest.map((act) => (
          <li key={act.id}>
            <Moment at={act.at} /> · {i18n._(actWords(act.name))}
            {act.packages.length > 0 && (
              <>
                {' '}
                <span className="number">{act.packages.map(({ shortNumber }) => shortNumber).join(', ')}</span>
              </>
            )}
            {act.subject !== null && (
              <>
                {' · '}
                <bdi>{act.subject}</bdi>
              </>
            )}
            {act.actor !== '' && <> · {act.actor}</>}
          </li>
        ))}
      </ol>
    </>
  )
}
