import type { Language } from '../../shared/text/languages.ts'
import type { Replica } from '../store/open.ts'
import type { TableRow } from '../store/schema.ts'
export { begunBuilding } from './begun.ts'
export { awaitingProject, PLACE_NAMES } from './empty.ts'
import { sampleBuilding } from './building.ts'
import { emptyBuilding } from './empty.ts'

const SAMPLE_SEED = 20_261_122

/** The invented building. */
export const sampleRows = (now: Date): Iterable<TableRow> => sampleBuilding({ now, seed: SAMPLE_SEED })

/**
 * The first rows of a replica that has no building: those that were chosen, else what the desk needs to go on. The sample is for a
 * desk that has never been used: after damage its people would pass for real ones. False: nobody has said what to begin with.
 */
export function firstRows(
  store: Replica,
  {
    used,
    asks = false,
    chosen = null,
    ...building
  }: {
    used: boolean
    asks?: boolean
    chosen?: Iterable<TableRow> | null
    now: Date
    newId(): string
    language: Language
    timezone: string
  },
): boolean {
  if (store.prepare('SELECT 1 FROM buildings LIMIT 1').get()) return true
  if (!chosen && !used && asks) return false
  store.seed(chosen ?? (used ? emptyBuilding(building) : sampleRows(building.now)))
  return true
}
