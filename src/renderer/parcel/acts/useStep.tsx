import type { PackageRow } from '../../../shared/contract/packages.ts'
import { STEPS } from '../../../shared/packages/lifecycle.ts'
import { claimsOf } from '../../window/feedback/claims.ts'
import { EventWord } from '../words/spoken.tsx'
import { useAct } from './useAct.tsx'

/** A step of one parcel, answered by what became of it; `after` runs once it is saved. */
export const useStep = (parcel: Pick<PackageRow, 'id' | 'shortNumber' | 'unit'>, after?: () => void) =>
  useAct('packages.step', {
    says: (_, { step }) => ({
      about: claimsOf(step, [parcel.id]),
      unit: parcel.unit?.number ?? null,
      title: <EventWord type={STEPS[step].event} />,
      detail: parcel.shortNumber,
    }),
    ...(after && { after }),
  })
