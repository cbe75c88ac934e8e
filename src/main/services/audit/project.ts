import { DeskError } from '../../../shared/contract/errors.ts'
import type { Response } from '../../../shared/contract/index.ts'
import type { ServiceDeps } from '../deps.ts'

/** An entry as the project keeps it, at its place in the chain of the whole building. */
export interface ProjectEntry {
  place: number
  desk_id: string
  body: string
  hash: string
  /** Whose session sent it; null where they work here no more. */
  sent_by: string | null
}
interface ProjectDesk {
  desk_id: string
  entries: number
  segment: string | null
  n: number | null
  hash: string | null
  received_at: string | null
  computers: { since: string; by: string | null }[]
}
type NoAnswer = 'no_line' | 'not_allowed'

/** The audit log of the whole building at the project of this desk. */
export interface ProjectLog {
  isConnected(): boolean
  /** This computer may not speak for its desk. */
  isUnclaimed(): boolean
  page(filter: {
    before: number | null
    desk: string | null
    actor: string | null
    area: string | null
    since: string | null
    until: string | null
    most: number
  }): Promise<ProjectEntry[] | NoAnswer>
  desks(): Promise<ProjectDesk[] | NoAnswer>
}

/** The desks of the building as its project knows their logs. */
export function createAuditDesks({ store, place }: ServiceDeps) {
  const here = () =>
    store
      .prepare<{ id: string; letter: string; name: string }>(
        'SELECT id, letter, name FROM desks WHERE deleted_at IS NULL ORDER BY letter',
      )
      .all()
  const nameOf = (id: string): string | null =>
    store.prepare<{ name: string }>('SELECT display_name AS name FROM staff WHERE id = ?').get(id)?.name ?? null
  /** Whether the last entry that the project has of this desk stands here as it does there. */
  function agrees({ segment, n, hash }: ProjectDesk): boolean | null {
    if (segment === null || n === null) return null
    const entry = store
      .prepare<{ hash: Uint8Array }>('SELECT hash FROM _audit WHERE segment = ? AND n = ?')
      .get(segment, n)
    return entry !== undefined && Buffer.from(entry.hash).toString('hex') === hash
  }
  return {
    /** By their letters, as the replica has them. */
    here,
    async inProject(project: ProjectLog): Promise<Response<'audit.desks'>> {
      if (!project.isConnected()) throw new DeskError('NOT_CONNECTED')
      const known = await project.desks()
      if (typeof known === 'string') return { missing: known, desks: [] }
      return {
        missing: null,
        desks: here().flatMap(({ id, letter, name }) => {
          const desk = known.find((one) => one.desk_id === id)
          if (!desk) return []
          const isThis = id === place.desk.id
          const computers = desk.computers.map(({ since, by }) => ({ since, by: by === null ? null : nameOf(by) }))
          const { entries, received_at: at } = desk
          return [{ id, letter, name, isThis, entries, at, computers, agrees: isThis ? agrees(desk) : null }]
        }),
      }
    },
  }
}
