import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CloudCheck, RefreshCw, Unplug } from 'lucide-react'
import type { SyncStatus } from '../../../shared/contract/sync.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useRoute, useSend } from '../../window/data/queries.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { Button, EmptyState, Note, Panel } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { ActLine } from './ActLine.tsx'
import { RefusedCard } from './RefusedCard.tsx'
import { problemWords, STATE_MEANING, STATE_WORDS, toneOf } from '../../project/syncWords.ts'
import './sync.css'

const SKEW_SAID_MS = 60_000

/** What is sent, what waits and since when, what was refused and why. */
export function SyncScreen() {
  const account = useRoute('account.status', {}).data
  const status = useRoute('sync.status', {})
  const refused = useRoute('sync.refused', {})
  const { actions } = useDesk()
  if (!account || refused.data === undefined) return <ErrorNote error={status.error ?? refused.error} />
  const isAlone = account.state !== 'connected'
  const acts = refused.data.acts.filter(({ causeId }) => causeId === null)
  return (
    <div className="sync-screen">
      <h1>
        <Trans>Sending and receiving</Trans>
      </h1>
      {isAlone && acts.length === 0 ? (
        <EmptyState
          icon={Unplug}
          title={<Trans>This desk works on its own</Trans>}
          actions={
            <Button variant="primary" onPress={() => actions.run('go.settings')}>
              <Trans>Open the settings</Trans>
            </Button>
          }
        >
          <Trans>
            Everything is saved here. To share it with other desks, connect this desk to a project in the settings.
          </Trans>
        </EmptyState>
      ) : (
        <>
          {status.data && <State status={status.data} />}
          <Refused acts={acts} total={refused.data.total} />
          <Waiting />
        </>
      )}
    </div>
  )
}

function State({ status }: { status: SyncStatus }) {
  const { i18n } = useLingui()
  const feedback = useFeedback()
  const now = useSend('sync.now', { onError: feedback.fail })
  const minutes = status.skewMs === null ? 0 : Math.round(status.skewMs / 60_000)
  return (
    <Panel
      tone={toneOf(status.state)}
      title={i18n._(STATE_WORDS[status.state])}
      actions={
        <Button icon={RefreshCw} isPending={now.isPending} onPress={() => now.mutate({})}>
          <Trans>Sync now</Trans>
        </Button>
      }
    >
      <p>{i18n._(STATE_MEANING[status.state])}</p>
      {status.filling !== null && (
        <Note>
          <Trans>
            The building is being read again: {status.filling} rows so far. The desk works with what it has.
          </Trans>
        </Note>
      )}
      <dl className="facts">
        <dt>
          <Trans>Waiting to be sent</Trans>
        </dt>
        <dd>
          {status.waiting === 0 ? (
            <Trans>Nothing</Trans>
          ) : (
            <>
              <Plural value={status.waiting} one="# action" other="# actions" />
              {status.waitingSince !== null && (
                <>
                  {', '}
                  <Trans>
                    since <Moment at={status.waitingSince} />
                  </Trans>
                </>
              )}
            </>
          )}
        </dd>
        <dt>
          <Trans>Last complete</Trans>
        </dt>
        <dd>{status.lastCompleteSync === null ? <Trans>Not yet</Trans> : <Moment at={status.lastCompleteSync} />}</dd>
        {status.problem !== null && (
          <>
            <dt>
              <Trans>Why it is on hold</Trans>
            </dt>
            <dd>{i18n._(problemWords(status.problem))}</dd>
          </>
        )}
      </dl>
      {Math.abs(status.skewMs ?? 0) > SKEW_SAID_MS && (
        <Note tone="attention">
          {minutes > 0 ? (
            <Plural
              value={minutes}
              one="The clock of this computer is # minute slow. Ask the person who manages it to set it."
              other="The clock of this computer is # minutes slow. Ask the person who manages it to set it."
            />
          ) : (
            <Plural
              value={-minutes}
              one="The clock of this computer is # minute fast. Ask the person who manages it to set it."
              other="The clock of this computer is # minutes fast. Ask the person who manages it to set it."
            />
          )}
        </Note>
      )}
    </Panel>
  )
}

function Refused({ acts, total }: { acts: Parameters<typeof RefusedCard>[0]['act'][]; total: number }) {
  if (total === 0) return null
  return (
    <section className="stack" aria-labelledby="sync-refused">
      <h2 id="sync-refused">
        <Plural value={acts.length} one="# action needs a decision" other="# actions need a decision" />
      </h2>
      {acts.map((act) => (
        <RefusedCard key={act.id} act={act} />
      ))}
    </section>
  )
}

function Waiting() {
  const { i18n } = useLingui()
  const waiting = useRoute('sync.waiting', {})
  if (!waiting.data) return <ErrorNote error={waiting.error} />
  const { acts, total } = waiting.data
  return (
    <section className="stack" aria-labelledby="sync-waiting">
      <h2 id="sync-waiting">
        <Trans>Waiting to be sent</Trans>
      </h2>
      {acts.length === 0 ? (
        <EmptyState icon={CloudCheck} title={<Trans>Everything is sent</Trans>}>
          <Trans>What you do while offline waits here, and is sent automatically.</Trans>
        </EmptyState>
      ) : (
        <ul className="rows">
          {acts.map((act) => (
            <li key={act.id} className="row-item sync-row">
              <ActLine act={act} />
              <span className="muted small">{act.lastError !== null && i18n._(problemWords(act.lastError))}</span>
            </li>
          ))}
        </ul>
      )}
      {total > acts.length && (
        <p className="muted">
          <Plural value={total - acts.length} one="and # more" other="and # more" />
        </p>
      )}
    </section>
  )
}
