import type { z } from 'zod'
import {
  projectDesks,
  projectEntries,
  type NoAnswer,
  type ProjectDesk,
  type ProjectEntry,
  type ProjectFilter,
} from '../../shared/audit/project.ts'
import type { Logger } from '../store/ports.ts'
import { describe } from '../store/faults.ts'
import { TransportError } from '../../supabase/fault.ts'
import type { ConnectionContext } from './context.ts'
import type { Link } from './link.ts'
import type { ProjectLink } from './projectLink.ts'

const LIMIT_MS = 20_000

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
    page: (filter: ProjectFilter): Promise<ProjectEntry[] | NoAnswer> =>
      ask('audit_page', { ...filter }, projectEntries),
    /** Each desk: how much of its log is there, the last entry, and which computers were allowed to speak for it. */
    desks: (): Promise<ProjectDesk[] | NoAnswer> => ask('audit_desks', {}, projectDesks),
  }
}

function reasonOf(error: unknown, log: Logger): NoAnswer {
  const code = error instanceof TransportError ? error.code : 'bad_answer'
  log.info('audit.not_read', { code, detail: describe(error) })
  return code === '42501' ? 'not_allowed' : 'no_line'
}
