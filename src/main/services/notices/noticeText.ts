import { DeskError } from '../../../shared/contract/errors.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { plainLetter } from '../../../shared/notices/email.ts'
import type { ServiceDeps } from '../deps.ts'
import type { Addressee } from '../directory/addressee.ts'
import { todayAt } from '../directory/homes.ts'
import { packageRow } from '../parcel/rows.ts'
import { buildingTexts } from './ownTexts.ts'
import { recipientsOf } from './recipients.ts'

/** The notice as it would leave, to read out, copy or send by hand. */
export function createNoticeText({ store, ports, place }: ServiceDeps) {
  return (packageId: string): Response<'packages.noticeText'> => {
    const row = packageRow(store, packageId)
    const facts = store
      .prepare(
        'SELECT pickup_code, resident_id AS residentId, unit_id AS unitId FROM packages WHERE id = ? AND deleted_at IS NULL',
      )
      .get(packageId) as ({ pickup_code: string } & Addressee) | undefined
    if (!facts) throw new DeskError('NOT_FOUND')
    const to = recipientsOf(store, facts, todayAt({ ports, place }))
    const [first] = to
    const language = first?.language ?? place.building.languages[0] ?? 'fr'
    return {
      language,
      to: to.map(({ residentId, name, email, phone }) => ({ residentId, name, email, phone })),
      ...plainLetter(
        {
          language,
          kind: 'arrived',
          building: place.building.name,
          // Several get the same words.
          name: to.length === 1 ? first!.name : '',
          parcels: [{ shortNumber: row.shortNumber, carrier: row.carrier, perishable: row.flags.perishable }],
          pickupCode: facts.pickup_code,
        },
        buildingTexts(store, language, 'arrived'),
      ),
    }
  }
}
