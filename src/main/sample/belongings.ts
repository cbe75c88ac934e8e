import type { NewRow, TableRow } from '../store/schema.ts'
import type { Addressee } from './directory.ts'
import { dateOf, daysBefore, type SampleParts } from './parts.ts'

const CARS = ['Toyota Corolla grise', 'Honda Civic bleue', 'Mazda 3 rouge', 'Kia Niro blanche']
const PETS = ['Chat', 'Chien (labrador)', 'Chat', 'Perruche']
/** As plates of Quebec are written, of a series that is nobody's. */
const plate = (at: number): string => `Z${String(10 + at)} ZZ${String.fromCodePoint(65 + (at % 26))}`

/** What some people have: a vehicle, the building's fob, a pet, a storage. */
export function* sampleBelongings(
  { now, row, id }: SampleParts,
  addressees: readonly Addressee[],
): Generator<TableRow> {
  const since = daysBefore(now, 120)
  const of = (
    resident_id: string,
    facts: Omit<NewRow<'belongings'>, 'id' | 'building_id' | 'created_at' | 'resident_id'>,
  ) => row('belongings', since, { id: id(since), resident_id, ...facts })
  for (const [at, { residentId, unitNumber }] of addressees.entries()) {
    if (at % 6 === 0) {
      const car = { name: plate(at / 6), place: `P-${String(1 + at / 6).padStart(2, '0')}`, note: CARS[(at / 6) % 4]! }
      yield of(residentId, { kind: 'vehicle', ...car })
    }
    if (at % 5 === 1)
      yield of(residentId, { kind: 'fob', name: `F-${1041 + at}`, place: 'Garage', from_date: dateOf(since) })
    if (at % 17 === 3) yield of(residentId, { kind: 'pet', name: PETS[at % 4]! })
    if (at % 11 === 4) yield of(residentId, { kind: 'storage', name: `R-${unitNumber}`, place: 'Sous-sol' })
  }
}
