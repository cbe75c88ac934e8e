import type { Parsed, Response } from '../../shared/contract/index.ts'
import type { Store } from '../store/open.ts'
import type { Actor } from './deps.ts'
import type { createDirectoryUndo } from './people/undo.ts'
import type { createRedo } from './packages/redo.ts'
import type { createUndo } from './packages/undo.ts'

type Act = Response<'acts.recent'>[number]

/** Where an act stands among all of this desk: by the server's number, and what has none yet after it, as it was written. */
function placeIn(store: Store): (act: Act) => [number, number] {
  const numbered = store.prepare<{ seq: number | null }>(
    `SELECT max(change_seq) AS seq FROM (SELECT change_seq FROM package_events WHERE act_id = @id
       UNION ALL SELECT change_seq FROM directory_events WHERE act_id = @id)`,
  )
  return ({ actId }) => {
    const waiting = store.unsent.placeOf(actId)
    return waiting === null ? [0, numbered.get({ id: actId })?.seq ?? 0] : [1, waiting]
  }
}

/** The last acts of this desk on parcels and on the directory, and taking them back. */
export function createActs(
  store: Store,
  parcels: ReturnType<typeof createUndo> & ReturnType<typeof createRedo>,
  directory: ReturnType<typeof createDirectoryUndo>,
) {
  return {
    recent(input: Parsed<'acts.recent'>): Response<'acts.recent'> {
      const changes = directory.recent(input)
      const acts = parcels.recent(input)
      if (changes.length === 0) return acts
      const placeOf = placeIn(store)
      return [...acts, ...changes]
        .map((act) => ({ act, place: placeOf(act) }))
        .toSorted(({ place: a }, { place: b }) => b[0] - a[0] || b[1] - a[1])
        .slice(0, input.limit)
        .map(({ act }) => act)
    },
    undo: (actor: Actor, input: Parsed<'acts.undo'>): Response<'acts.undo'> | Promise<Response<'acts.undo'>> =>
      (directory.has(input.actId) ? directory : parcels).undo(actor, input),
    redo: (actor: Actor, input: Parsed<'acts.redo'>): Response<'acts.redo'> | Promise<Response<'acts.redo'>> =>
      (directory.has(input.actId) ? directory : parcels).redo(actor, input),
  }
}
