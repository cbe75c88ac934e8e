import { Trans } from '@lingui/react/macro'
import { CircleCheck } from 'lucide-react'
import type { PrintJob } from '../../../shared/contract/printing.ts'
import { Note } from '../../../ui/index.ts'
import { JobReason } from '../../parcel/label/JobReason.tsx'
import { useRoute } from '../../window/data/queries.ts'
import { useSettings } from '../../window/desk/useSettings.ts'

/** Where labels go, and what became of the last test label. */
export function LabelTry() {
  const printer = useSettings()?.printer
  const status = useRoute('printing.status', {}).data
  if (!printer || !status) return null
  const job = status.jobs.find(({ kind }) => kind === 'test')
  return (
    <div className="stack" data-gap="small">
      <p className="muted">
        {printer.transport === 'pdf-folder' ? (
          <Trans>No printer is chosen: labels are saved as files in a folder, to be printed by hand.</Trans>
        ) : (
          <Trans>
            Labels go to <bdi translate="no">{printer.name}</bdi>.
          </Trans>
        )}
      </p>
      <div aria-live="polite">{job && <Outcome job={job} />}</div>
    </div>
  )
}

function Outcome({ job }: { job: PrintJob }) {
  switch (job.state) {
    case 'printed':
    case 'sent':
      return (
        <p className="readiness-read">
          <CircleCheck size={20} aria-hidden />
          {job.transport === 'pdf-folder' ? (
            <Trans>The test label is in the folder.</Trans>
          ) : (
            <Trans>The test label was sent. Is it whole, straight and dark?</Trans>
          )}
        </p>
      )
    case 'queued':
      return (
        <p className="muted">
          <Trans>The test label is on its way…</Trans>
        </p>
      )
    case 'attention':
    case 'failed':
      return (
        <Note tone={job.state === 'failed' ? 'error' : 'attention'}>
          <Trans>The test label did not come out.</Trans> {job.reason !== null && <JobReason reason={job.reason} />}
        </Note>
      )
    case 'cancelled':
      return null
  }
}
