import type { PackageRow } from '../../../shared/contract/packages.ts'
import { STEP_NAMES, STEPS, stepsFrom, type StepName } from '../../../shared/packages/lifecycle.ts'

/** Handing over needs a person and a proof: it has its own page. */
export type BulkStep = Exclude<StepName, 'hand_over'>

/** The steps that every one of these parcels can take: a step for many is for all of them or for none. */
export const commonSteps = (rows: readonly Pick<PackageRow, 'status' | 'unassigned'>[]): BulkStep[] =>
  STEP_NAMES.filter(
    (step): step is BulkStep =>
      step !== 'hand_over' &&
      rows.every(
        ({ status, unassigned }) =>
          stepsFrom(status).includes(step) && !(unassigned && STEPS[step].needs.includes('addressee')),
      ),
  )
