import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { JobReason } from '../../parcel/label/JobReason.tsx'
import { Trans, useLingui } from '@lingui/react/macro'
import { RotateCw, X } from 'lucide-react'
import type { PrintJob } from '../../../shared/contract/printing.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useSend } from '../../window/data/queries.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { Button, Chip, type Tone } from '../../../ui/index.ts'

const STATE_WORDS: Readonly<Record<PrintJob['state'], MessageDescriptor>> = {
  queued: msg`waiting`,
  sent: msg`sent to the printer`,
  attention: msg`waiting at the printer`,
  printed: msg`printed`,
  failed: msg`failed`,
  cancelled: msg`cancelled`,
}

const STATE_TONES: Readonly<Partial<Record<PrintJob['state'], Tone>>> = {
  failed: 'error',
  attention: 'attention',
  printed: 'ok',
}

/** What somebody has to do something about comes first. */
const urgency = ({ state }: PrintJob): number => (state === 'failed' ? 2 : state === 'attention' ? 1 : 0)

/** Labels that have not come out yet, those that failed first. */
export function PrintQueue({ jobs }: { jobs: readonly PrintJob[] }) {
  const { t, i18n } = useLingui()
  const feedback = useFeedback()
  const retry = useSend('printing.retry', {
    onError: feedback.fail,
    onSuccess: () => feedback.show({ tone: 'ok', silent: true, title: <Trans>The label prints again</Trans> }),
  })
  const cancel = useSend('printing.cancel', {
    onError: feedback.fail,
    onSuccess: () => feedback.show({ tone: 'ok', silent: true, title: <Trans>The label is cancelled</Trans> }),
  })
  const open = jobs
    .filter(({ state, settled }) => state === 'failed' || !settled)
    .toSorted((a, b) => urgency(b) - urgency(a) || b.createdAt.localeCompare(a.createdAt))

  return (
    <div className="stack" data-gap="small">
      <h3>
        <Trans>Print queue</Trans>
      </h3>
      {open.length === 0 && (
        <p className="muted">
          <Trans>All labels have been printed.</Trans>
        </p>
      )}
      {open.length > 0 && (
        <ul className="rows">
          {open.map((job) => (
            <li key={job.id} className="row-item queue-row">
              <span className="row" data-gap="small">
                <span className="row-title">{job.title}</span>
                <Chip {...(STATE_TONES[job.state] ? { tone: STATE_TONES[job.state] } : {})}>
                  {i18n._(STATE_WORDS[job.state])}
                </Chip>
              </span>
              <span className="row" data-gap="small">
                {job.state === 'failed' && (
                  <Button icon={RotateCw} onPress={() => retry.mutate({ jobId: job.id })}>
                    <Trans>Print again</Trans>
                  </Button>
                )}
                <Button
                  variant="plain"
                  icon={X}
                  aria-label={t`Remove the label ${job.title} from the queue`}
                  onPress={() => cancel.mutate({ jobId: job.id })}
                />
              </span>
              <span className="row-sub">
                <Moment at={job.createdAt} />
                {job.reprint && (
                  <>
                    {' · '}
                    <Trans>reprint</Trans>
                  </>
                )}
                {job.reason !== null && (
                  <>
                    {' · '}
                    <JobReason reason={job.reason} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
