import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { WaitingAct } from '../../../shared/contract/sync.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { actWords } from '../../project/syncWords.ts'

type Said = Pick<WaitingAct, 'name' | 'at' | 'actor' | 'packages' | 'packageCount' | 'subject'>

/** One act in words: what, which parcels, who and when. */
export function ActLine({ act }: { act: Said }) {
  const { i18n } = useLingui()
  const more = act.packageCount - act.packages.length
  const units = [...new Set(act.packages.flatMap(({ unit }) => unit ?? []))]
  return (
    <span className="row-main">
      <span className="row-title">
        {i18n._(actWords(act.name))}
        {act.packages.length > 0 && (
          <>
            {' '}
            <span className="number">{act.packages.map(({ shortNumber }) => shortNumber).join(', ')}</span>
          </>
        )}
        {more > 0 && (
          <>
            {' '}
            <Plural value={more} one="and # more" other="and # more" />
          </>
        )}
        {act.subject !== null && (
          <>
            {' · '}
            <bdi>{act.subject}</bdi>
          </>
        )}
      </span>
      <span className="row-sub">
        {units.length > 0 && (
          <>
            <Trans>Unit {units.join(', ')}</Trans>
            {' · '}
          </>
        )}
        {act.actor !== '' && <>{act.actor} · </>}
        <Moment at={act.at} />
      </span>
    </span>
  )
}
