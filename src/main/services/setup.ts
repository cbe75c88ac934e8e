import { z } from 'zod'
import type { Response } from '../../shared/contract/index.ts'
import { isOptional, OPTIONAL_STEPS, SETUP_STEPS, type OptionalStep, type SetupStep } from '../../shared/setup/steps.ts'
import type { Store } from '../store/open.ts'
import type { ServiceDeps } from './deps.ts'
import { privacyOfficer } from './privacy/officer.ts'

const META_KEY = 'setup'
type Meta = Pick<Store['meta'], 'get' | 'set'>

const kept = z.object({
  isOn: z.boolean(),
  /** A code was read whole at this desk. */
  scanned: z.boolean().catch(false),
  skipped: z.array(z.enum(OPTIONAL_STEPS)).catch([]),
})
type Kept = z.infer<typeof kept>

function read(meta: Meta): Kept {
  try {
    return kept.parse(JSON.parse(meta.get(META_KEY) ?? ''))
  } catch {
    return { isOn: false, scanned: false, skipped: [] }
  }
}
function change(meta: Meta, changes: Partial<Kept>): void {
  meta.set(META_KEY, JSON.stringify({ ...read(meta), ...changes }))
}

/** Whether the building is being set up. */
export const isSettingUp = (meta: Meta): boolean => read(meta).isOn

/** Begins or ends the setting up of a building, in which each screen leads to the next step. */
export const turnSetup = (meta: Meta, isOn: boolean): void => change(meta, { isOn })

export interface AroundSetup {
  /** A scanner in HID POS mode was set up. */
  hasScanner(): boolean
  /** Whoever is on duty proves it by a PIN or by their own sign-in. */
  isProved(): boolean
}

/** What a building needs before its first day: read from what is there, and kept only where nothing shows it. */
export function createSetup({ store, place }: Pick<ServiceDeps, 'store' | 'place'>, around: AroundSetup) {
  const count = (sql: string): number => store.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`).get()!.n
  const counted: Partial<Record<SetupStep, () => number>> = {
    units: () => count('units WHERE deleted_at IS NULL'),
    residents: () => count('residents WHERE deleted_at IS NULL AND merged_into IS NULL'),
    shelves: () => count('shelves WHERE deleted_at IS NULL'),
    team: () => count('staff WHERE deleted_at IS NULL AND active = 1'),
  }
  const isDone = (step: SetupStep, n: number | null, { scanned }: Kept): boolean => {
    switch (step) {
      case 'building':
        return place.building.address.trim() !== ''
      case 'pin':
        return around.isProved()
      case 'units':
      case 'residents':
      case 'shelves':
        return n !== null && n > 0
      case 'scanner':
        return scanned || around.hasScanner()
      case 'label':
        return count(`(SELECT 1 FROM _print_jobs WHERE state IN ('sent', 'printed') LIMIT 1)`) > 0
      case 'team':
        return n !== null && n > 1
      case 'privacy':
        return privacyOfficer(store) !== null
      case 'parcel':
        return count(`(SELECT 1 FROM packages WHERE deleted_at IS NULL LIMIT 1)`) > 0
    }
  }

  return {
    get(): Response<'setup.get'> {
      const now = read(store.meta)
      return {
        isOn: now.isOn,
        steps: SETUP_STEPS.map((id) => {
          const n = counted[id]?.() ?? null
          const isSkipped = isOptional(id) && now.skipped.includes(id)
          return { id, count: n, state: isDone(id, n, now) ? 'done' : isSkipped ? 'not_needed' : 'missing' }
        }),
      }
    },
    scanned(): Response<'setup.scanned'> {
      if (!read(store.meta).scanned) change(store.meta, { scanned: true })
      return {}
    },
    skip({ step, isNeeded }: { step: OptionalStep; isNeeded: boolean }): Response<'setup.skip'> {
      const others = read(store.meta).skipped.filter((one) => one !== step)
      change(store.meta, { skipped: isNeeded ? others : [...others, step] })
      return {}
    },
    turn({ isOn }: { isOn: boolean }): Response<'setup.turn'> {
      turnSetup(store.meta, isOn)
      return {}
    },
  }
}
