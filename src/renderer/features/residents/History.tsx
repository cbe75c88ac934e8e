import { Trans, useLingui } from '@lingui/react/macro'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { Panel } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { DIRECTORY_UNDONE, DIRECTORY_WORDS } from '../../parcel/words/directory.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'
import { columnWords, valueWords } from './columnWords.ts'

type Entry = Response<'directory.history'>[number]

/** Who changed what about a person or a unit, newest first. */
export function History({ about }: { about: Request<'directory.history'> }) {
  const { data } = useRoute('directory.history', about)
  if (!data || data.length === 0) return null
  return (
    <Panel title={<Trans>Changes</Trans>}>
      <ol className="stack changes" data-gap="small">
        {data.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} />
        ))}
      </ol>
    </Panel>
  )
}

function HistoryEntry({ entry: { act, at, actor, desk, changes, isUndo, reason, undone } }: { entry: Entry }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  const told = changes.flatMap((change) => {
    const words = columnWords(change.column)
    const from = valueWords(change, change.from, i18n, formats)
    const to = valueWords(change, change.to, i18n, formats)
    return words && from !== to ? [{ column: change.column, words, from, to }] : []
  })
  return (
    <li data-undone={undone || undefined}>
      <span className="row-title">{i18n._((isUndo ? DIRECTORY_UNDONE : DIRECTORY_WORDS)[act])}</span>
      {told.map(({ column, words, from, to }) => (
        <span key={column} className="change">
          <span className="muted">{i18n._(words)}</span>
          <span>
            {from !== '' && <del>{from}</del>}
            {from !== '' && to !== '' && ' → '}
            {to !== '' && <bdi>{to}</bdi>}
          </span>
        </span>
      ))}
      <span className="row-sub">
        <Moment at={at} /> · {actor} · {desk}
        {reason !== null && (
          <>
            {' · '}
            <bdi>{reason}</bdi>
          </>
        )}
        {undone && (
          <>
            {' · '}
            <Trans>undone</Trans>
          </>
        )}
      </span>
    </li>
  )
}
