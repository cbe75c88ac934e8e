import type { Response } from '../../../shared/contract/index.ts'
import type { ServiceDeps } from '../deps.ts'
import type { Sent } from '../../../shared/sync/sent.ts'

/** Of a parcel's events, those that somebody else than their actor sent, by the name of the sender. */
export function createSenders({ store }: Pick<ServiceDeps, 'store'>) {
  return async (
    packageId: string,
    ask: (rowIds: string[]) => Promise<Sent[]>,
  ): Promise<Response<'packages.senders'>> => {
    const ids = store.prepare<{ id: string }>('SELECT id FROM package_events WHERE package_id = ?').all(packageId)
    const foreign = (await ask(ids.map(({ id }) => id))).filter(({ signedBy, sentBy }) => signedBy !== sentBy)
    const nameOf = store.prepare<{ name: string }>('SELECT display_name AS name FROM staff WHERE id = ?')
    return {
      senders: foreign.flatMap(({ rowId, sentBy }) => {
        const found = nameOf.get(sentBy)
        return found ? [{ eventId: rowId, by: found.name }] : []
      }),
    }
  }
}
