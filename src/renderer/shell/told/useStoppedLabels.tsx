import { useEffect, useRef, useState } from 'react'
import { Plural, Trans } from '@lingui/react/macro'
import type { PrintJob } from '../../../shared/contract/printing.ts'
import { request } from '../../window/data/bridge.ts'
import { JobReason } from '../../parcel/label/JobReason.tsx'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useMay } from '../../window/data/useMay.ts'
import { isStopped, watchLabels } from './stoppedLabels.ts'
import type { Feedback } from '../../window/feedback/store.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'

interface Ways {
  retry: ((jobId: string) => void) | null
  seeAll: () => void
}

/** What the banner says about labels that have just stopped. */
function said(stopped: readonly PrintJob[], { retry, seeAll }: Ways): Feedback {
  const [only, ...more] = stopped as [PrintJob, ...PrintJob[]]
  const failed = stopped.some(({ state }) => state === 'failed')
  const tone = failed ? 'error' : 'attention'
  if (more.length > 0)
    return {
      tone,
      lasting: true,
      title: (
        <Plural value={stopped.length} one="# label has not been printed" other="# labels have not been printed" />
      ),
      actions: [{ label: <Trans>See them</Trans>, onPress: seeAll }],
    }
  return {
    tone,
    lasting: true,
    title: failed ? (
      <Trans>Label {only.title} was not printed</Trans>
    ) : (
      <Trans>Label {only.title} is waiting at the printer</Trans>
    ),
    ...(only.reason !== null && { detail: <JobReason reason={only.reason} /> }),
    ...(failed && retry && { actions: [{ label: <Trans>Try again</Trans>, onPress: () => retry(only.id) }] }),
  }
}

/**
 * A label that does not come out is told where “its label is printing” was told, with its sound: the parcel stands on the
 * shelf without it. The words go again when it has come out after all.
 */
export function useStoppedLabels(): void {
  const { actions, feedback: banner } = useDesk()
  const feedback = useFeedback()
  const may = useMay('labels.print')
  const jobs = useRoute('printing.status', {}).data?.jobs
  const [newlyStopped] = useState(watchLabels)
  const shown = useRef<{ seq: number; ids: ReadonlySet<string> } | null>(null)
  useEffect(() => {
    if (!jobs) return
    const stopped = newlyStopped(jobs)
    if (stopped.length > 0) {
      const retry = (jobId: string) => {
        feedback.clear()
        request('printing.retry', { jobId }).catch(feedback.fail)
      }
      feedback.show(said(stopped, { retry: may ? retry : null, seeAll: () => actions.run('go.settings') }))
      shown.current = { seq: banner.shown.get()?.seq ?? 0, ids: new Set(stopped.map(({ id }) => id)) }
      return
    }
    const { seq, ids } = shown.current ?? { seq: null, ids: new Set() }
    if (banner.shown.get()?.seq === seq && !jobs.some((job) => ids.has(job.id) && isStopped(job))) feedback.clear()
  }, [jobs, newlyStopped, may, feedback, banner, actions])
}
