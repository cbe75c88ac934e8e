import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Download, FileSearch, Link2 } from 'lucide-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { AUDIT_AREAS, type AuditArea } from '../../../shared/audit/areas.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { formatFull } from '../../../ui/format.ts'
import { Button, EmptyState, Panel, Select, TextField } from '../../../ui/index.ts'
import { saveFile } from '../../messages/saveFile.ts'
import { request, type RequestFailure } from '../../window/data/bridge.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { TableKindSelect, type TableKind } from '../../parcel/TableKind.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { Missing } from './Missing.tsx'
import { AREA_WORDS, whatWords } from './words.ts'

type Entry = Response<'audit.list'>['rows'][number]
/** Where the next page begins; after an answer without the project it is of this desk. */
interface Next {
  before: number | null
  desk?: string
}
const DAY = /^\d{4}-\d\d-\d\d$/
/** A day that is still being typed filters nothing. */
const whole = (typed: string): string => (DAY.test(typed) ? typed : '')

/** The entries, newest first, by desk, person, subject and day; those of this desk as a file too. */
export function Log({ desks }: { desks: Response<'audit.status'>['desks'] }) {
  const { t, i18n } = useLingui()
  const staff = useRoute('staff.list', {}).data ?? []
  const [chosen, setDesk] = useState<string | null>(null)
  const desk = chosen ?? (desks.length > 0 ? 'all' : 'here')
  const [actor, setActor] = useState('all')
  const [area, setArea] = useState<AuditArea | 'all'>('all')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [format, setFormat] = useState<TableKind>('xlsx')
  const filter = {
    actorId: actor === 'all' ? null : actor,
    area: area === 'all' ? null : area,
    from: whole(from),
    to: whole(to),
  }
  const list = useInfiniteQuery<
    Response<'audit.list'>,
    RequestFailure,
    { pages: Response<'audit.list'>[] },
    readonly unknown[],
    Next
  >({
    queryKey: ['audit.list', { ...filter, desk }],
    queryFn: ({ pageParam }) => request('audit.list', { ...filter, desk, ...pageParam }),
    initialPageParam: { before: null },
    getNextPageParam: ({ rows, more, missing }, _, { desk: asked = desk }) => {
      const before = rows.at(-1)?.seq
      return more && before !== undefined ? { before, desk: missing === null ? asked : 'here' } : null
    },
  })
  const exported = useSend('audit.export', { onSuccess: saveFile })
  const chain = useSend('audit.chain', { onSuccess: saveFile })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const missing = list.data?.pages[0]?.missing ?? null
  return (
    <Panel title={<Trans>Entries</Trans>}>
      <div className="audit-filters">
        {desks.length > 0 && (
          <Select
            label={t`Desk`}
            value={desk}
            onChange={setDesk}
            options={[
              { id: 'all', label: t`All desks` },
              { id: 'here', label: t`This desk` },
              ...desks.map(({ id, letter, name }) => ({ id, label: `${letter} · ${name}` })),
            ]}
          />
        )}
        <Select
          label={t`Who`}
          value={actor}
          onChange={setActor}
          options={[{ id: 'all', label: t`Everybody` }, ...staff.map(({ id, name }) => ({ id, label: name }))]}
        />
        <Select
          label={t`What`}
          value={area}
          onChange={setArea}
          options={[
            { id: 'all', label: t`Everything` },
            ...AUDIT_AREAS.map((id) => ({ id, label: i18n._(AREA_WORDS[id]) })),
          ]}
        />
        <TextField label={t`From`} value={from} onChange={setFrom} placeholder="2026-01-31" />
        <TextField label={t`Up to`} value={to} onChange={setTo} placeholder="2026-01-31" />
      </div>
      {missing !== null && (
        <>
          <Missing reason={missing} />
          {rows.length > 0 && (
            <p className="muted">
              <Trans>These are the entries of this desk alone.</Trans>
            </p>
          )}
        </>
      )}
      <ErrorNote error={list.error} />
      {list.data && missing === null && rows.length === 0 && (
        <EmptyState icon={FileSearch} title={<Trans>No entry</Trans>}>
          <Trans>Nothing of this kind was done there on these days.</Trans>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ol className="rows audit-rows">
          {rows.map((row) => (
            <EntryRow key={row.seq} entry={row} />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          <Trans>Show older entries</Trans>
        </Button>
      )}
      <div className="audit-export">
        <TableKindSelect value={format} onChange={setFormat} />
        <Button icon={Download} isPending={exported.isPending} onPress={() => exported.mutate({ ...filter, format })}>
          {desks.length > 0 ? <Trans>Export the entries of this desk</Trans> : <Trans>Export these entries</Trans>}
        </Button>
        <Button icon={Link2} isPending={chain.isPending} onPress={() => chain.mutate({})}>
          <Trans>Save the whole chain for a check elsewhere</Trans>
        </Button>
      </div>
      <ErrorNote error={exported.error ?? chain.error} />
    </Panel>
  )
}

function EntryRow({ entry: { seq, at, what, by, about, rows, facts, again, hash, desk, sentBy } }: { entry: Entry }) {
  const { i18n } = useLingui()
  const time = useTimeDisplay()
  const backup = facts['backup']
  return (
    <li className="row-item audit-row">
      <time className="number muted" dateTime={at}>
        {formatFull(at, time)}
      </time>
      <span className="row-main">
        <span className="row-title">
          {i18n._(whatWords(what, facts))}
          {about !== null && (
            <>
              {' · '}
              <bdi translate="no">{about}</bdi>
            </>
          )}
        </span>
        <span className="row-sub">
          {desk !== null && (
            <>
              <Trans>Desk {desk}</Trans>
              {' · '}
            </>
          )}
          {by === null ? <Trans>the program</Trans> : <bdi translate="no">{by}</bdi>}
          {sentBy !== null && by !== null && (
            <>
              {' · '}
              <Trans>sent by</Trans> <bdi translate="no">{sentBy}</bdi>
            </>
          )}
          {rows > 1 && (
            <>
              {' · '}
              <Plural value={rows} one="# row" other="# rows" />
            </>
          )}
          {again && (
            <>
              {' · '}
              <Trans>brought back from a damaged file</Trans>
            </>
          )}
          {typeof backup === 'string' && (
            <>
              {' · '}
              <span translate="no">{backup}</span>
            </>
          )}
        </span>
      </span>
      <span className="number muted small" translate="no">
        {seq} · {hash.slice(0, 8)}
      </span>
    </li>
  )
}
