import type { ServiceDeps } from '../../src/main/services/deps.ts'
import { createChanges } from '../../src/main/services/packages/change.ts'
import { createHandovers } from '../../src/main/services/packages/handover.ts'
import { createRedo } from '../../src/main/services/packages/redo.ts'
import { createIntake } from '../../src/main/services/packages/register.ts'
import { createUndo } from '../../src/main/services/packages/undo.ts'
import { createWrite } from '../../src/main/services/people/record.ts'
import { createCarrierRules } from '../../src/main/services/scan/carriers.ts'

/** What people at a desk of the simulation do. */
export const servicesOf = (deps: ServiceDeps) => ({
  intake: createIntake(deps, { care: () => null }, () => null),
  handovers: createHandovers(deps, { expectOpen() {}, missed() {} }),
  changes: createChanges(deps),
  undo: createUndo(deps),
  redo: createRedo(deps, () => null),
  carriers: createCarrierRules(deps),
  writeDirectory: createWrite(deps),
})
