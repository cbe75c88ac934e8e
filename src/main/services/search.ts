import type { AddresseeHit } from '../../shared/contract/directory.ts'
import type { Parsed, Response } from '../../shared/contract/index.ts'
import type { Store } from '../store/open.ts'
import type { Directory } from './directory/index.ts'
import { findPackages } from './packages/find.ts'

/** So many lines are left for who may collect and for plates and fobs, even where many people are called nearly so. */
const KEPT_FOR_OTHERS = 2

/** People, units and parcels by whatever a resident at the desk says. */
export function searchAll(
  store: Pick<Store, 'prepare'>,
  directory: Pick<Directory, 'search' | 'collectedBy' | 'having'>,
  { text, limit }: Parsed<'search.all'>,
): Response<'search.all'> {
  const packages = findPackages(store, text, limit)
  const named = directory.search(text, limit)
  const isNamed = (hit: AddresseeHit) =>
    named.some((one) => one.residentId === hit.residentId && one.unitId === hit.unitId)
  // Who may collect comes after who lives here, and leads to the person they collect for.
  const others = [...directory.having(text), ...directory.collectedBy(text)].filter((hit) => !isNamed(hit))
  const people = [...named.slice(0, limit - Math.min(others.length, KEPT_FOR_OTHERS)), ...others].slice(0, limit)
  // The six digits of a notice may also end somebody's telephone number: then the notice is meant.
  const isNotice = packages.some(({ why }) => why === 'pickup_code' || why === 'shared_pickup_code')
  return { people: isNotice ? people.filter((hit) => hit.matchedPhone === undefined) : people, packages }
}
