import type { AddresseeHit } from '../../shared/contract/directory.ts'
import type { Response } from '../../shared/contract/index.ts'
import type { PackageHit } from '../../shared/contract/packages.ts'
import { makeOwnCode } from '../../shared/scan/ownCode.ts'

/** One thing that a search over people and parcels found. */
export type Found = { kind: 'person'; hit: AddresseeHit } | { kind: 'parcel'; hit: PackageHit }

/** Said whole, it can mean nothing else: before people, whose numbers may end alike. */
const SURE: ReadonlySet<PackageHit['why']> = new Set(['label', 'pickup_code', 'shared_pickup_code', 'short_number'])
const isSure = ({ why }: PackageHit): boolean => SURE.has(why)

/** Everything found in one list, the surest first. */
export function inOneList(found: Response<'search.all'>): Found[] {
  const people = found.people.map((hit): Found => ({ kind: 'person', hit }))
  const parcels = (sure: boolean) =>
    found.packages.filter((hit) => isSure(hit) === sure).map((hit): Found => ({ kind: 'parcel', hit }))
  return [...parcels(true), ...people, ...parcels(false)]
}

/**
 * The code that says what a found parcel was asked for: its notice's, when those digits were typed and are nobody else's, else its
 * label's.
 */
export const codeOf = (hit: PackageHit, typed: string): string =>
  hit.why === 'pickup_code' ? makeOwnCode('pickup', typed.replaceAll(/\D/g, '').slice(-6)) : hit.code
