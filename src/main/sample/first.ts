import type { Language } from '../../shared/text/languages.ts'
import type { Replica } from '../store/open.ts'
import { sampleBuilding } from './building.ts'
import { emptyBuilding } from './empty.ts'

const SAMPLE_SEED = 20_261_122

/**
 * The first rows of a replica that has no building. The sample is for a desk that has never been used: after damage its people
 * would pass for real ones.
 */
export function firstRows(
  store: Replica,
  { used, ...building }: { used: boolean; now: Date; newId(): string; language: Language; timezone: string },
): void {
  if (store.prepare('SELECT 1 FROM buildings LIMIT 1').get()) return
  store.seed(used ? emptyBuilding(building) : sampleBuilding({ now: building.now, seed: SAMPLE_SEED }))
}
