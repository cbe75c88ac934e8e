import type { TableRow } from '../store/schema.ts'
import { sampleBelongings } from './belongings.ts'
import { sampleDirectory } from './directory.ts'
import { sampleDeliveries, type NoticeMade } from './deliveries.ts'
import { sampleMessages } from './messages.ts'
import { sampleParcels } from './parcels.ts'
import { daysBefore, sampleParts, ZONE } from './parts.ts'
import { seeded } from '../../shared/random.ts'

export interface SampleOptions {
  now: Date
  seed: number
}

const STAFF = [
  { name: 'Nadège Beaumier', role: 'desk' },
  { name: 'Colin Ferris', role: 'desk' },
  { name: 'Hélène Castonguay', role: 'manager' },
  { name: 'Samir Belhadj', role: 'admin' },
  { name: 'Conseil d’administration', role: 'board' },
] as const

/** Shelves as most rooms have them: code, name, what for, how many parcels they hold. */
export const SHELVES = [
  ['E1', 'Étagère 1', 'any', 40],
  ['E2', 'Étagère 2', 'any', 40],
  ['E3', 'Étagère 3', 'any', 40],
  ['E4', 'Étagère 4', 'any', 40],
  ['E5', 'Étagère 5', 'any', 40],
  ['E6', 'Étagère 6', 'any', 40],
  ['SOL', 'Au sol, grands colis', 'large', null],
  ['FROID', 'Réfrigérateur', 'cold', 12],
] as const

/** An invented building with its people and three weeks of parcels: the same seed and time give the same rows. */
export function* sampleBuilding({ now, seed }: SampleOptions): Generator<TableRow> {
  const parts = sampleParts(seeded(seed), now)
  const { row, id } = parts
  const opened = daysBefore(now, 900)
  yield row('buildings', opened, {
    id: parts.buildingId,
    name: 'Lofts des Arts',
    address: '1288, rue de l’Atelier-Neuf, Montréal (Québec) H3C 0Z0',
    timezone: ZONE,
    languages: '["fr","en"]',
    // What the window says of it: nobody in this building is real.
    settings: '{"sample":true}',
  })
  const staffIds: string[] = []
  for (const { name, role } of STAFF) {
    const staffId = id(opened)
    if (role === 'desk' || role === 'manager') staffIds.push(staffId)
    yield row('staff', opened, { id: staffId, user_id: null, display_name: name, role, active: 1 })
  }
  const deskId = id(opened)
  yield row('desks', opened, { id: deskId, name: 'Réception', letter: 'A' })
  const shelfIds = new Map<string, string>()
  for (const [code, name, takes, capacity] of SHELVES) {
    const shelfId = id(opened)
    shelfIds.set(code, shelfId)
    yield row('shelves', opened, { id: shelfId, code, name, capacity, takes })
  }
  const { rows, addressees } = sampleDirectory(parts)
  yield* rows
  const parcels: { id: string; residentId: string | null }[] = []
  const notices: NoticeMade[] = []
  for (const made of sampleParcels(parts, {
    addressees,
    staffIds,
    deskId,
    deskLetter: 'A',
    shelves: {
      upright: SHELVES.slice(0, 6).map(([code]) => shelfIds.get(code)!),
      floor: shelfIds.get('SOL')!,
      fridge: shelfIds.get('FROID')!,
    },
  })) {
    if (made.table === 'packages' && (made.row.status === 'received' || made.row.status === 'notified'))
      parcels.push({ id: made.row.id, residentId: made.row.resident_id ?? null })
    if (made.table === 'notices') notices.push(made.row)
    yield made
  }
  yield* sampleMessages(parts, { addressees, staffIds, parcels })
  yield* sampleBelongings(parts, addressees)
  const here = new Set(parcels.map((parcel) => parcel.id))
  yield* sampleDeliveries(
    parts,
    notices.filter((notice) => here.has(notice.package_id)),
  )
}
