import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { isPresent } from '../../../shared/people/home.ts'
import { ERASED_NAME } from '../../../shared/privacy/erasing.ts'
import { addDays } from '../../../shared/time/zone.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { staysOf, todayAt } from '../directory/homes.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import { personName, WAITING_FOR } from '../parcel/rows.ts'
import { COPIES_DAYS } from './copies.ts'
import { rowsNaming } from './named.ts'

export interface CopiesPort {
  /** How many copies of the replica lie on this computer. */
  copies(): number
}

/** So many rows of others are named in one row; those of one act are carried out together. */
const OTHERS_MOST = 400

/** Erases a person: shown first with what it reaches, then written as one act that each desk and the server carry out. */
export function createErasing(deps: ServiceDeps, { copies }: CopiesPort) {
  const { store, place } = deps
  const entriesOf = (id: string) =>
    store
      .prepare<{ id: string; given: string; family: string; erased: number }>(
        `SELECT r.id, r.given_name AS given, r.family_name AS family, r.deleted_at IS NOT NULL AS erased
         FROM residents r WHERE r.id IN (${ROWS_OF('?')}) ORDER BY r.merged_into IS NOT NULL, r.id`,
      )
      .all(id)

  async function look(residentId: string) {
    const id = personOf(store, residentId)
    const entries = entriesOf(id)
    if (entries.length === 0 || entries[0]!.erased === 1) throw new DeskError('NOT_FOUND')
    const ids = entries.map((entry) => entry.id)
    const also = await rowsNaming(deps, ids)
    const reached = store.erasable(ids, also)
    const count = (table: Parameters<typeof reached.get>[0]): number => reached.get(table) ?? 0
    const reaches = {
      entries: entries.length,
      homes: count('occupancies'),
      collectors: count('authorisations'),
      absences: count('absences'),
      parcels: count('packages'),
      handOvers: count('handovers'),
      messages: count('messages'),
      files: count('attachments'),
      changes: count('directory_events'),
      others: also.length,
    }
    return { id, entries, ids, also, reaches, digest: JSON.stringify([id, ...Object.values(reaches)]) }
  }
  const waitingFor = (id: string): number =>
    store.prepare<{ n: number }>(`SELECT count(*) AS n FROM packages p WHERE ${WAITING_FOR('?')}`).get(id)!.n

  return {
    async preview(actor: Actor, { residentId }: Parsed<'privacy.preview'>): Promise<Response<'privacy.preview'>> {
      const { id, entries, reaches, digest } = await look(residentId)
      store.audit.note({ what: 'access.erasing', by: actor.id, about: id })
      const today = todayAt(deps)
      return {
        name: personName(entries[0]!.given, entries[0]!.family),
        units: staysOf(store, id, today)
          .filter((stay) => isPresent(stay, today))
          .map(({ unitNumber }) => unitNumber),
        waiting: waitingFor(id),
        reaches,
        copies: { count: copies(), until: addDays(today, COPIES_DAYS) },
        desks: store
          .prepare<{ name: string }>('SELECT name FROM desks WHERE deleted_at IS NULL AND id <> ? ORDER BY letter')
          .all(place.desk.id)
          .map(({ name }) => name),
        digest,
      }
    },

    async erase(actor: Actor, { residentId, digest }: Parsed<'privacy.erase'>): Promise<Response<'privacy.erase'>> {
      const found = await look(residentId)
      if (waitingFor(found.id) > 0) throw new DeskError('PARCELS_WAIT')
      if (found.digest !== digest) throw new DeskError('PREVIEW_OUTDATED')
      const { actId } = store.transact('person.erased', { staffId: actor.id }, (tx) => {
        const rows = Math.max(found.ids.length, Math.ceil(found.also.length / OTHERS_MOST))
        for (let n = 0; n < rows; n++)
          tx.insert('erasures', {
            act_id: tx.actId,
            resident_id: found.ids[n] ?? found.id,
            shown_as: ERASED_NAME[place.building.languages[0] ?? 'fr'],
            also: JSON.stringify(found.also.slice(n * OTHERS_MOST, (n + 1) * OTHERS_MOST)),
            actor_id: actor.id,
            desk_id: place.desk.id,
            at: tx.at,
            proved_by: actor.proof ?? null,
          })
      })
      return { actId }
    },
  }
}
