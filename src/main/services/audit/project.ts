import type { NoAnswer, ProjectDesk, ProjectEntry, ProjectFilter } from '../../../shared/audit/project.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { Response } from '../../../shared/contract/index.ts'
import type { ServiceDeps } from '../deps.ts'

/** The audit log of the whole building at the project of this desk. */
export interface ProjectLog {
  isConnected(): boolean
  /** This computer may not speak for its desk. */
  isUnclaimed(): boolean
  page(filter: ProjectFilter): Promise<ProjectEntry[] | NoAnswer>
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
