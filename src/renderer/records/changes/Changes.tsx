import type { ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Request, Response } from '../../../shared/contract/index.ts'
import { Panel } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { DIRECTORY_UNDONE, DIRECTORY_WORDS } from '../../parcel/words/directory.ts'
import { Moment } from '../../parcel/words/spoken.tsx'

type Entry = Response<'directory.history'>[number]
export type Change = Entry['changes'][number]

/** A changed column in words; '' is no value. */
export interface ToldChange {
  label: string
  from: string
  to: string
}

interface ChangesProps {
  about: Request<'directory.history'>
  /** Nothing for a column that is not told. */
  words: (change: Change) => ToldChange | undefined
}

/** Who changed what of the directory, newest first. */
export function Changes({ about, words }: ChangesProps) {
  const { data } = useRoute('directory.history', about)
  if (!data || data.length === 0) return null
  return (
    <Panel title={<Trans>Changes</Trans>}>
      <ol className="stack changes" data-gap="small">
        {data.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} words={words} />
        ))}
      </ol>
    </Panel>
  )
}

function HistoryEntry({ entry, words }: { entry: Entry } & Pick<ChangesProps, 'words'>) {
  const { i18n } = useLingui()
  const { act, at, actor, desk, changes, isUndo, reason, undone } = entry
  return (
    <li data-undone={undone || undefined}>
      <span className="row-title">{i18n._((isUndo ? DIRECTORY_UNDONE : DIRECTORY_WORDS)[act])}</span>
      {changes.map((change) => {
        const told = words(change)
        return told && told.from !== told.to && <ChangeLine key={change.column} {...told} />
      })}
      <span className="row-sub">
        <Moment at={at} /> · {actor} · {desk}
        {reason !== null && (
          <Also>
            <bdi>{reason}</bdi>
          </Also>
        )}
        {undone && (
          <Also>
            <Trans>undone</Trans>
          </Also>
        )}
      </span>
    </li>
  )
}

function ChangeLine({ label, from, to }: ToldChange) {
  return (
    <span className="change">
      <span className="muted">{label}</span>
      <span>
        {from !== '' && <del>{from}</del>}
        {from !== '' && to !== '' && ' → '}
        {to !== '' && <bdi>{to}</bdi>}
      </span>
    </span>
  )
}

function Also({ children }: { children: ReactNode }) {
  return (
    <>
      {' · '}
      {children}
    </>
  )
}
