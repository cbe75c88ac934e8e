import type { I18n, MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { LineState } from '../../../shared/import/fields.ts'
import { VirtualGrid } from '../../../ui/grid/VirtualGrid.tsx'
import { usePages } from '../../window/data/usePages.ts'
import { LANGUAGE_WORDS, OCCUPANCY_WORDS } from '../../parcel/addressee/words.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { DoubtChoice } from './DoubtChoice.tsx'
import type { Line, Mapping } from './useImport.ts'
import { CHANGE_WORDS, DOUBT_WORDS, PROBLEM_WORDS } from './words.ts'

interface LinesProps {
  digest: string
  state: LineState
  total: number
  doubts: Mapping['doubts']
  onDecide: (doubts: Mapping['doubts']) => void
}

const ROW_HEIGHT = 84

/** The people of the file of one kind, with what changes or why they are left out. */
export function Lines({ digest, state, total, doubts, onDecide }: LinesProps) {
  const { t } = useLingui()
  const list = usePages<Line>('import.lines', { digest, state })
  if (total === 0)
    return (
      <p className="muted">
        <Trans>Nobody.</Trans>
      </p>
    )
  return (
    <VirtualGrid
      label={t`People of the file`}
      total={list.total}
      rowAt={list.rowAt}
      rowHeight={ROW_HEIGHT}
      className="import-lines"
      cells={(line) => [
        <span key="line" className="muted small">
          <Trans>Line {line.line}</Trans>
        </span>,
        <UnitBadge key="unit" unit={line.unit === '' ? null : line.unit} />,
        <span key="name" className="row-title" translate="no">
          <bdi>{line.name}</bdi>
        </span>,
        <LineWords key="words" line={line} />,
        line.doubt !== null && line.candidate !== null ? (
          <DoubtChoice
            key="doubt"
            line={line}
            value={doubts[line.key] ?? null}
            onChange={(choice) => onDecide(decided(doubts, line.key, choice))}
          />
        ) : null,
      ]}
      onOpen={(line) => {
        if (line.doubt !== null) onDecide(decided(doubts, line.key, NEXT[doubts[line.key] ?? 'none']))
      }}
      onSight={list.onSight}
    />
  )
}

const NEXT = { none: 'same', same: 'new', new: null } as const

function decided(doubts: Mapping['doubts'], key: string, choice: 'same' | 'new' | null): Mapping['doubts'] {
  const { [key]: _, ...others } = doubts
  return choice === null ? others : { ...others, [key]: choice }
}

/** A language or a way to live here in words; everything else as the file has it. */
function valueWords(field: string, value: string, i18n: I18n): string {
  const words = field === 'language' ? LANGUAGE_WORDS : field === 'kind' ? OCCUPANCY_WORDS : {}
  const said: MessageDescriptor | undefined = (words as Readonly<Record<string, MessageDescriptor>>)[value]
  return said ? i18n._(said) : value
}

function LineWords({ line }: { line: Line }) {
  const { i18n } = useLingui()
  const { twiceOf, problem, column, value } = line
  if (twiceOf !== null)
    return (
      <span className="muted small">
        <Trans>as line {twiceOf}</Trans>
      </span>
    )
  if (problem !== null)
    return (
      <span className="small">
        {column !== null && column !== '' ? (
          <Trans>
            <bdi translate="no">{column}</bdi>: {i18n._(PROBLEM_WORDS[problem])}
          </Trans>
        ) : (
          i18n._(PROBLEM_WORDS[problem])
        )}
        {value !== '' && (
          <>
            {' '}
            <bdi className="import-value" translate="no">
              {value}
            </bdi>
          </>
        )}
      </span>
    )
  if (line.doubt !== null && line.changes.length === 0)
    return <span className="small">{i18n._(DOUBT_WORDS[line.doubt])}</span>
  return (
    <span className="small import-changes">
      {line.changes.map(({ field, from, to }) => (
        <span key={`${field} ${to}`}>
          <span className="muted">{CHANGE_WORDS[field] ? i18n._(CHANGE_WORDS[field]) : field}</span>{' '}
          {from !== null && (
            <>
              <s translate="no">{valueWords(field, from, i18n)}</s>
              {' → '}
            </>
          )}
          <bdi translate="no">{valueWords(field, to, i18n)}</bdi>
        </span>
      ))}
    </span>
  )
}
