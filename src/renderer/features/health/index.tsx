import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FlaskConical } from 'lucide-react'
import type { HealthItem, RestoreTest } from '../../../shared/contract/health.ts'
import { formatCount, formatFull } from '../../../ui/format.ts'
import { Button, Panel, TONE_ICONS } from '../../../ui/index.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { HEALTH_WORDS } from './words.ts'
import './health.css'

const LOOK_MS = 30_000

/** How everything stands that this desk needs, each with since when and what to do. */
export function HealthScreen() {
  const mayTest = useMay('building.write')
  const { data, error, refetch } = useRoute('health.get', {}, { staleTime: 0, refetchInterval: LOOK_MS })
  const test = useSend('health.testRestore', { onSuccess: () => void refetch() })
  return (
    <div className="stack health" data-gap="large">
      <h1>
        <Trans>State of this desk</Trans>
      </h1>
      <ErrorNote error={error} />
      <Panel>
        <ul className="health-list">
          {data?.items.map((item) => (
            <Item key={item.reason} item={item} />
          ))}
        </ul>
      </Panel>
      <Panel title={<Trans>Test restore</Trans>}>
        <p className="muted">
          <Trans>
            Once a month the newest backup is restored in a folder by itself, opened and counted: only that proves that
            it can be.
          </Trans>
        </p>
        {data?.lastTest && <Tested test={data.lastTest} />}
        <ErrorNote error={test.error} />
        {mayTest && (
          <div className="row">
            <Button icon={FlaskConical} isPending={test.isPending} onPress={() => test.mutate({})}>
              <Trans>Test now</Trans>
            </Button>
          </div>
        )}
      </Panel>
    </div>
  )
}

function Item({ item }: { item: HealthItem }) {
  const { t, i18n } = useLingui()
  const { actions } = useDesk()
  const display = useTimeDisplay()
  const { tone, title, means, todo, go } = HEALTH_WORDS[item.reason]
  const Icon = TONE_ICONS[tone]
  return (
    <li className="health-item" data-tone={tone}>
      <Icon size={24} aria-hidden />
      <div className="row-main">
        <span className="row-title">{i18n._(title)}</span>
        <span>
          {i18n._(means)} <Amount item={item} />
        </span>
        {todo && <strong>{i18n._(todo)}</strong>}
        {item.since !== null && (
          <span className="row-sub">
            <Trans>Since {formatFull(item.since, display)}</Trans>
          </span>
        )}
      </div>
      {go && (
        <Button aria-label={t`Look at it: ${i18n._(title)}`} onPress={() => actions.run(go)}>
          <Trans>Look at it</Trans>
        </Button>
      )}
    </li>
  )
}

/** The number behind a sentence. */
function Amount({ item: { reason, value } }: { item: HealthItem }) {
  const { i18n } = useLingui()
  if (value === null) return null
  if (reason.startsWith('disk.')) return <>{gigabytes(value, i18n.locale)}</>
  if (reason.startsWith('backup.')) return <Plural value={value} one="# parcel" other="# parcels" />
  if (reason === 'clock.wrong') return <Plural value={value} one="# minute" other="# minutes" />
  return null
}

function Tested({ test: { at, backupAt, rows, ms, fault } }: { test: RestoreTest }) {
  const { i18n } = useLingui()
  const display = useTimeDisplay()
  const seconds = new Intl.NumberFormat(`${i18n.locale}-CA`, {
    style: 'unit',
    unit: 'second',
    maximumFractionDigits: 1,
  })
  return (
    <dl className="health-facts">
      <dt>
        <Trans>Made</Trans>
      </dt>
      <dd>{formatFull(at, display)}</dd>
      {backupAt !== null && (
        <>
          <dt>
            <Trans>Backup of</Trans>
          </dt>
          <dd>{formatFull(backupAt, display)}</dd>
        </>
      )}
      {fault === null && (
        <>
          <dt>
            <Trans>Rows</Trans>
          </dt>
          <dd>{formatCount(rows, i18n.locale)}</dd>
        </>
      )}
      <dt>
        <Trans>Took</Trans>
      </dt>
      <dd>{seconds.format(ms / 1000)}</dd>
    </dl>
  )
}

const gigabytes = (bytes: number, locale: string): string =>
  new Intl.NumberFormat(`${locale}-CA`, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 }).format(
    bytes / 1e9,
  )
