import type { ReactNode } from 'react'
import { msg } from '@lingui/core/macro'
import { JobReason } from '../../parcel/label/JobReason.tsx'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  CircleAlert,
  CircleCheck,
  CircleX,
  Hourglass,
  Printer,
  RotateCcw,
  Send,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { PackageDetail } from '../../../shared/contract/packages.ts'
import type { PrintJob } from '../../../shared/contract/printing.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { useLateRefusal } from '../../parcel/acts/useAct.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useSend } from '../../window/data/queries.ts'
import { Button, Chip, Panel, type Tone } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { LabelPreview } from '../../parcel/label/LabelPreview.tsx'
import { useFormats } from '../../parcel/words/useFormats.ts'

const STATES = {
  queued: { words: msg`In the queue`, icon: Hourglass, tone: 'known' },
  sent: { words: msg`Sent to the printer`, icon: Send, tone: 'known' },
  attention: { words: msg`Waiting at the printer`, icon: TriangleAlert, tone: 'attention' },
  printed: { words: msg`Printed`, icon: CircleCheck, tone: 'ok' },
  failed: { words: msg`Not printed`, icon: CircleAlert, tone: 'error' },
  cancelled: { words: msg`Cancelled`, icon: CircleX, tone: undefined },
} as const satisfies Record<PrintJob['state'], { words: unknown; icon: LucideIcon; tone: Tone | undefined }>

/** The labels of a parcel: what was printed, what failed and why, and another one. */
export function LabelPanel({ parcel }: { parcel: PackageDetail }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  const may = useMay('labels.print') && !parcel.removed
  const onError = useLateRefusal()
  const feedback = useFeedback()
  const answer = (title: ReactNode) => () =>
    feedback.show({ tone: 'ok', silent: true, unit: parcel.unit?.number ?? null, title, detail: parcel.shortNumber })
  const print = useSend('labels.print', {
    onError,
    onSuccess: answer(
      parcel.printJobs.length === 0 ? <Trans>The label prints</Trans> : <Trans>The label prints again</Trans>,
    ),
  })
  const retry = useSend('printing.retry', { onError, onSuccess: answer(<Trans>The label prints again</Trans>) })
  const cancel = useSend('printing.cancel', { onError, onSuccess: answer(<Trans>The label is cancelled</Trans>) })
  return (
    <Panel
      title={<Trans>Label</Trans>}
      actions={
        may && (
          <Button icon={Printer} isPending={print.isPending} onPress={() => print.mutate({ packageId: parcel.id })}>
            {parcel.printJobs.length === 0 ? <Trans>Print the label</Trans> : <Trans>Print again</Trans>}
          </Button>
        )
      }
    >
      <LabelPreview subject={{ kind: 'parcel', packageId: parcel.id }} />
      {parcel.printJobs.length === 0 ? (
        <p className="muted">
          <Trans>No label has been printed for this parcel.</Trans>
        </p>
      ) : (
        <ul className="stack" data-gap="small">
          {parcel.printJobs.slice(0, 6).map((job) => {
            const { words, icon, tone } = STATES[job.state]
            return (
              <li key={job.id} className="row print-job">
                <Chip icon={icon} {...(tone ? { tone } : {})}>
                  {i18n._(words)}
                </Chip>
                <span className="row-main">
                  <span>
                    {formats.moment(job.createdAt)}
                    {job.reprint && (
                      <>
                        {' · '}
                        <Trans>printed again</Trans>
                      </>
                    )}
                  </span>
                  <span className="row-sub">
                    {job.transport === 'pdf-folder' ? <Trans>as a file</Trans> : job.printer} ·{' '}
                    {job.size.replace('x', ' × ')} mm
                    {job.reason !== null && job.reason !== 'saved' && (
                      <>
                        {' · '}
                        <JobReason reason={job.reason} />
                      </>
                    )}
                  </span>
                </span>
                {job.state === 'failed' && may && (
                  <Button
                    size="small"
                    icon={RotateCcw}
                    isPending={retry.isPending}
                    onPress={() => retry.mutate({ jobId: job.id })}
                  >
                    <Trans>Try again</Trans>
                  </Button>
                )}
                {(job.state === 'queued' || job.state === 'attention') && may && (
                  <Button size="small" onPress={() => cancel.mutate({ jobId: job.id })}>
                    <Trans>Cancel</Trans>
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <ErrorNote error={print.error ?? retry.error ?? cancel.error} />
    </Panel>
  )
}
