import { z } from 'zod'
import type { Logger } from '../store/ports.ts'
import { describe } from '../store/faults.ts'
import { TransportError } from '../../supabase/fault.ts'
import type { ConnectionContext } from './context.ts'
import type { Link } from './link.ts'
import type { ProjectLink } from './projectLink.ts'

const LIMIT_MS = 20_000

const entries = z.array(
  z.object({
    place: z.int(),
    desk_id: z.uuid(),
    body: z.string(),
    hash: z.string(),
    sent_by: z.uuid().nullable(),
  }),
)
const desks = z.array(
  z.object({
    desk_id: z.uuid(),
    entries: z.int(),
    segment: z.string().nullable(),
    n: z.int().nullable(),
    hash: z.string().nullable(),
    received_at: z.string().nullable(),
    computers: z.array(z.object({ since: z.string(), by: z.uuid().nullable() })),
  }),
)
export type ProjectEntry = z.infer<typeof entries>[number]
export type ProjectDesk = z.infer<typeof desks>[number]

/** What of the building's log is meant, as the project is asked for it. Empty: all. */
export interface ProjectFilter {
  before: number | null
  desk: string | null
  actor: string | null
  area: string | null
  since: string | null
  until: string | null
  most: number
}

/** Why there is no answer: no line to the project, or whoever is signed in may not know. */
export type NoAnswer = 'no_line' | 'not_allowed'

/** The audit log of the whole building, as the project keeps it, under the session of whoever is signed in here. */
export function createAuditReading({ memory }: ConnectionContext, projectLink: ProjectLink) {
  async function ask<T>(name: string, args: Record<string, unknown>, shape: z.ZodType<T>): Promise<T | NoAnswer> {
    const current = memory.get()
    if (current?.stage !== 'connected' || current.session !== 'working') return 'no_line'
    const link: Link = projectLink.to(current)
    try {
      await link.session.fresh()
      const answer = await link.project.rpc(
        name,
        { building: current.building.id, ...args },
        AbortSignal.timeout(LIMIT_MS),
      )
      return shape.parse(answer)
    } catch (error) {
      return reasonOf(error, link.log)
    }
  }
  return {
    isConnected: (): boolean => memory.get()?.stage === 'connected',
    /** Newest first, before a place of the building's chain. */
    page: (filter: ProjectFilter): Promise<ProjectEntry[] | NoAnswer> => ask('audit_page', { ...filter }, entries),
    /** Each desk: how much of its log is there, the last entry, and which computers were let to speak for it. */
    desks: (): Promise<ProjectDesk[] | NoAnswer> => ask('audit_desks', {}, desks),
  }
}

function reasonOf(error: unknown, log: Logger): NoAnswer {
  const code = error instanceof TransportError ? error.code : 'bad_answer'
  log.info('audit.not_read', { code, detail: describe(error) })
  return code === '42501' ? 'not_allowed' : 'no_line'
}
