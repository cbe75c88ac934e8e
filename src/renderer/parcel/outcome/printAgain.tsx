import { Trans } from '@lingui/react/macro'
import { request } from '../../window/data/bridge.ts'
import type { FeedbackStore } from '../../window/feedback/store.ts'

/** What belongs to the parcel registered last does so for as long as that is surely still in the hand. */
const IN_HAND_MS = 10 * 60_000

/** The parcel whose page is open. */
const openParcel = (path: string): string | null => /^\/packages\/([^/?]+)/.exec(path)?.[1] ?? null

async function lastInHand(now: number): Promise<string | null> {
  const acts = await request('acts.recent', { limit: 10 })
  const last = acts.find(({ type, undone }) => type === 'received' && !undone)
  const [parcel] = last?.packages ?? []
  return last && parcel && now - Date.parse(last.at) < IN_HAND_MS ? parcel.id : null
}

/** The parcel that a shelf, or a label to print again, is for: the open one, else the one registered last. */
export const parcelMeant = async (path: string, now: number): Promise<string | null> =>
  openParcel(path) ?? (await lastInHand(now))

/** Prints the label of the parcel that is meant once more and says so; false when none is. */
export async function printAgain(feedback: FeedbackStore, path: string, now: number): Promise<boolean> {
  const parcel = await parcelMeant(path, now)
  if (!parcel) return false
  await request('labels.print', { packageId: parcel })
  const row = await request('packages.get', { id: parcel })
  feedback.show({
    tone: 'ok',
    unit: row.unit?.number ?? null,
    title: <Trans>The label prints again</Trans>,
    detail: <Trans>Parcel {row.shortNumber}</Trans>,
  })
  return true
}
