import { DeskError } from '../../../shared/contract/errors.ts'
import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { isPresent } from '../../../shared/people/home.ts'
import { ERASED_NAME } from '../../../shared/privacy/erasing.ts'
import { addDays } from '../../../shared/time/zone.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { staysOf, todayAt } from '../directory/homes.ts'
import { personOf, ROWS_OF } from '../merged.ts'
import { personName, WAITING } from '../parcel/rows.ts'
import { COPIES_DAYS } from './copies.ts'

export interface CopiesPort {
  /** How many copies of the replica lie on this computer. */
  copies(): number
}

/** So many rows of others are named in one erasure. */
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

  /** Rows about others in which exactly this name stands: who may pick up, who did, whom a label named. */
  function named(residents: readonly { id: string; given: string; family: string }[]): string[] {
    const names = residents.flatMap(({ given, family }) =>
      given === '' ? [] : [personName(given, family), `${family} ${given}`, `${family}, ${given}`],
    )
    const given = { names: JSON.stringify(names), own: JSON.stringify(residents.map(({ id }) => id)) }
    const own = 'SELECT value FROM json_each(@own)'
    const same = (column: string) => `${column} COLLATE NOCASE IN (SELECT value COLLATE NOCASE FROM json_each(@names))`
    return store
      .prepare<{ id: string }>(
        `SELECT id FROM authorisations WHERE ${same('name')} AND resident_id NOT IN (${own})
         UNION ALL SELECT id FROM packages WHERE ${same('written_name')} AND coalesce(resident_id, '') NOT IN (${own})
         UNION ALL SELECT id FROM handovers WHERE ${same('collected_by')} AND coalesce(resident_id, '') NOT IN (${own})
         LIMIT ${OTHERS_MOST}`,
      )
      .all(given)
      .map(({ id }) => id)
  }

  function look(residentId: string) {
    const id = personOf(store, residentId)
    const entries = entriesOf(id)
    if (entries.length === 0 || entries[0]!.erased === 1) throw new DeskError('NOT_FOUND')
    const also = named(entries)
    const ids = entries.map((entry) => entry.id)
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
    store
      .prepare<{ n: number }>(
        `SELECT count(*) AS n FROM packages p WHERE p.resident_id IN (${ROWS_OF('?')}) AND ${WAITING}`,
      )
      .get(id)!.n

  return {
    preview(actor: Actor, { residentId }: Parsed<'privacy.preview'>): Response<'privacy.preview'> {
      const { id, entries, reaches, digest } = look(residentId)
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

    erase(actor: Actor, { residentId, digest }: Parsed<'privacy.erase'>): Response<'privacy.erase'> {
      const found = look(residentId)
      if (waitingFor(found.id) > 0) throw new DeskError('PARCELS_WAIT')
      if (found.digest !== digest) throw new DeskError('PREVIEW_OUTDATED')
      const { actId } = store.transact('person.erased', { staffId: actor.id }, (tx) => {
        for (const [at, id] of found.ids.entries())
          tx.insert('erasures', {
            act_id: tx.actId,
            resident_id: id,
            shown_as: ERASED_NAME[place.building.languages[0] ?? 'fr'],
            also: at === 0 ? JSON.stringify(found.also) : '[]',
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
