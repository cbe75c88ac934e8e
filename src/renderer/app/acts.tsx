import { Trans } from '@lingui/react/macro'
import type { Response } from '../../shared/contract/index.ts'
import { request } from '../lib/bridge.ts'
import { UndoneWord } from '../lib/spoken.tsx'
import { ErrorWords } from './feedback/ErrorWords.tsx'
import type { FeedbackStore } from './feedback/store.ts'

export type Act = Response<'acts.recent'>[number]

interface Undoing {
  reason?: string
  /** Makes the answer easier to recognise, where they are known. */
  packages?: Act['packages']
}

/** Takes an act back and says so. */
export async function undoAct(
  feedback: FeedbackStore,
  actId: string,
  { reason = '', packages = [] }: Undoing = {},
): Promise<boolean> {
  try {
    const { undone, count } = await request('acts.undo', { actId, reason })
    const [only] = packages.length === 1 ? packages : []
    feedback.show({
      tone: 'ok',
      ...(only ? { unit: only.unit } : {}),
      title: <UndoneWord type={undone} />,
      detail:
        packages.length > 0 ? packages.map(({ shortNumber }) => shortNumber).join(' · ') : count > 1 && `× ${count}`,
    })
    return true
  } catch (error) {
    feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
    return false
  }
}

/** F9: takes back the newest act that may be taken back without a reason. */
export async function undoLastAct(feedback: FeedbackStore): Promise<void> {
  try {
    const acts = await request('acts.recent', { limit: 30 })
    const last = acts.find(({ undo }) => undo === 'now')
    if (last) await undoAct(feedback, last.actId, last)
    else
      feedback.show({
        tone: 'attention',
        title: <Trans>Nothing to undo</Trans>,
        detail: <Trans>What was done in the last ten minutes can be undone.</Trans>,
      })
  } catch (error) {
    feedback.show({ tone: 'error', title: <ErrorWords error={error} /> })
  }
}
