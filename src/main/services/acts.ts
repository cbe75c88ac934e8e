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

/** A change of the directory with what it did to parcels, which is taken back and done again with it. */
function together(change: Act, onParcels: Act | undefined): Act {
  if (!onParcels) return change
  return {
    ...change,
    packages: onParcels.packages,
    undo: change.undo === 'now' && onParcels.undo !== 'no' ? 'now' : 'no',
    redo: change.redo && onParcels.redo,
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
      const onParcels = new Map(acts.map((act) => [act.actId, act]))
      const onBoth = new Set(changes.filter(({ actId }) => onParcels.has(actId)).map(({ actId }) => actId))
      return [
        ...acts.filter(({ actId }) => !onBoth.has(actId)),
        ...changes.map((act) => together(act, onParcels.get(act.actId))),
      ]
        .map((act) => ({ act, place: placeOf(act) }))
        .toSorted(({ place: a }, { place: b }) => b[0] - a[0] || b[1] - a[1])
        .slice(0, input.limit)
        .map(({ act }) => act)
    },
    undo: (actor: Actor, input: Parsed<'acts.undo'>): Response<'acts.undo'> | Promise<Response<'acts.undo'>> =>
      directory.has(input.actId)
        ? directory.undo(actor, input, parcels.undoBesides(actor, input.actId))
        : parcels.undo(actor, input),
    redo: (actor: Actor, input: Parsed<'acts.redo'>): Response<'acts.redo'> | Promise<Response<'acts.redo'>> =>
      directory.has(input.actId)
        ? directory.redo(actor, input, parcels.redoBesides(actor, input.actId))
        : parcels.redo(actor, input),
  }
}
