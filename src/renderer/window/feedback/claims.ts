import type { PackageDetail } from '../../../shared/contract/packages.ts'
import { isWaiting, STEPS, type StepName } from '../../../shared/packages/lifecycle.ts'
import type { Claim, FeedbackStore, Shown } from './store.ts'

type Standing = Pick<PackageDetail, 'id' | 'status' | 'removed' | 'unit'>

/** What the answer to a step says of its parcels. */
export const claimsOf = (step: StepName, packageIds: readonly string[]): Claim[] => {
  const { to } = STEPS[step]
  return packageIds.map((id) => ({ id, is: to === 'previous' ? 'here' : to }))
}

/** Whether what a message says of a parcel is still so. */
export function isTrue({ is }: Claim, parcel: Standing, unit: Shown['unit']): boolean {
  if (parcel.removed) return false
  if (is === 'here' ? !isWaiting(parcel.status) : parcel.status !== is) return false
  return unit === undefined || unit === (parcel.unit?.number ?? null)
}

/**
 * After a change of these parcels, by this desk or another: the message goes when it claims what became false. A parcel
 * that cannot be read is gone.
 */
export async function checkClaims(
  feedback: FeedbackStore,
  changed: readonly string[] | 'all',
  read: (id: string) => Promise<Standing>,
): Promise<void> {
  const shown = feedback.shown.get()
  const claims = shown?.about?.filter(({ id }) => changed === 'all' || changed.includes(id)) ?? []
  // Only one plate stands in a banner: with several parcels it is that of whoever collects.
  const unit = shown?.about?.length === 1 ? shown.unit : undefined
  for (const claim of claims) {
    const holds = await read(claim.id).then(
      (parcel) => isTrue(claim, parcel, unit),
      () => false,
    )
    if (feedback.shown.get()?.seq !== shown?.seq) return
    if (!holds) return feedback.clear()
  }
}
