import type { Parsed, Response } from '../../shared/contract/index.ts'
import type { Store } from '../store/open.ts'
import type { Directory } from './directory/index.ts'
import { findPackages } from './packages/find.ts'

/** People, units and parcels by whatever a resident at the desk says. */
export function searchAll(
  store: Pick<Store, 'prepare'>,
  directory: Pick<Directory, 'search'>,
  { text, limit }: Parsed<'search.all'>,
): Response<'search.all'> {
  const packages = findPackages(store, text, limit)
  const people = directory.search(text, limit)
  // The six digits of a notice may also end somebody's telephone number: then the notice is meant.
  const isNotice = packages.some(({ why }) => why === 'pickup_code')
  return { people: isNotice ? people.filter((hit) => hit.matchedPhone === undefined) : people, packages }
}
