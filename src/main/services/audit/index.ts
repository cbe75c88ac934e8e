import type { Parsed, Response } from '../../../shared/contract/index.ts'
import { DeskError } from '../../../shared/contract/errors.ts'
import type { LabelMaker } from '../../devices/printer/label-maker.ts'
import type { Language } from '../../../shared/text/languages.ts'
import { lineOf } from '../../store/audit/file.ts'
import { entriesAfter, keptAnchors } from '../../store/audit/read.ts'
import { createVerifier } from '../../store/audit/verify.ts'
import type { Actor, ServiceDeps } from '../deps.ts'
import { todayAt } from '../directory/homes.ts'
import type { ThreadReader } from '../import/thread.ts'
import { createEntries, type Entry } from './entries.ts'
import { createAuditDesks, type ProjectLog } from './project.ts'
import { stateDocument } from './state.ts'
import { verifySlowly } from './verify.ts'

/** As many entries as one file may hold. */
const MOST = 100_000
const AT_ONCE = 2000

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  fr: ['Place', 'Moment', 'Qui', 'Domaine', 'Action', 'Concerne', 'Lignes', 'Précisions', 'Empreinte'],
  en: ['Place', 'Time', 'Who', 'Area', 'Action', 'About', 'Rows', 'Details', 'Hash'],
}

export interface AuditPorts {
  writer: Pick<ThreadReader, 'write'>
  labels: Pick<LabelMaker, 'document'>
  language(): Language
}

/** The audit log of this desk: read, verified and exported. Acts write it by themselves (`store.audit` for all else). */
export function createAudit(deps: ServiceDeps, { writer, labels, language }: AuditPorts) {
  const { store, place } = deps
  const entries = createEntries(deps)
  const desks = createAuditDesks(deps)
  let running: { done: number; of: number; stopped: boolean; verdict: Promise<Response<'audit.verify'>> } | null = null
  let closed = false

  const last = () =>
    store
      .prepare<{ seq: number; hash: Uint8Array; at: string }>(
        'SELECT seq, hash, at FROM _audit ORDER BY seq DESC LIMIT 1',
      )
      .get()
  const local = (at: string): string =>
    new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      timeStyle: 'medium',
      timeZone: place.building.timezone,
    }).format(new Date(at))
  const fileName = (kind: string) => `${kind}-${place.desk.letter}-${todayAt(deps)}`

  return {
    /** Of this desk, or of the building: then from the project, and what is here of it where that does not answer. */
    async list(
      { before, limit, desk, ...filter }: Parsed<'audit.list'>,
      project: ProjectLog,
    ): Promise<Response<'audit.list'>> {
      const answer = (rows: Entry[], missing: Response<'audit.list'>['missing']) => ({
        rows: rows.slice(0, limit),
        more: rows.length > limit,
        missing,
      })
      // What is here is of this desk alone: of another one nothing is shown rather than that.
      const isOfThis = desk === 'here' || desk === 'all' || desk === place.desk.id
      const here = () => (isOfThis ? entries.read(filter, before, limit + 1) : [])
      if (desk === 'here' || !project.isConnected()) return answer(here(), null)
      const { actorId: actor, area } = filter
      const asked = { before, desk: desk === 'all' ? null : desk, actor, area, ...entries.between(filter) }
      const page = await project.page({ ...asked, most: limit + 1 })
      if (typeof page !== 'string') return answer(entries.ofProject(page), null)
      // A page that goes on with what the project showed has no like here.
      if (before !== null) throw new DeskError(page === 'no_line' ? 'NO_LINE' : 'NOT_ALLOWED')
      return answer(here(), page)
    },
    desks: desks.inProject,
    status(project: ProjectLog): Response<'audit.status'> {
      const head = last()
      const sent = store
        .prepare<{ seq: number; at: string }>('SELECT seq, at FROM _audit_anchors ORDER BY seq DESC LIMIT 1')
        .get()
      return {
        entries: head?.seq ?? 0,
        head: head ? { seq: head.seq, hash: Buffer.from(head.hash).toString('hex'), at: head.at } : null,
        sent: sent ?? null,
        desks: project.isConnected() ? desks.here() : [],
        unclaimed: project.isUnclaimed(),
      }
    },
    /** One at a time: whoever asks meanwhile gets the same verdict. */
    verify(): Promise<Response<'audit.verify'>> {
      if (running) return running.verdict
      const own = {
        done: 0,
        of: last()?.seq ?? 0,
        stopped: false,
        verdict: Promise.resolve<Response<'audit.verify'>>(null),
      }
      running = own
      own.verdict = verifySlowly(store.prepare, createVerifier(keptAnchors(store.prepare)), {
        slice: (_, done) => void (own.done = done),
        isStopped: () => own.stopped || closed,
      }).finally(() => void (running = null))
      return own.verdict
    },
    progress: (): Response<'audit.progress'> =>
      running && { done: running.done, of: Math.max(running.of, running.done) },
    stop(): Response<'audit.stop'> {
      if (running) running.stopped = true
      return {}
    },
    async export(actor: Actor, { format, ...filter }: Parsed<'audit.export'>): Promise<Response<'audit.export'>> {
      const said = language()
      const rows = entries.read(filter, null, MOST + 1)
      if (rows.length > MOST) throw new DeskError('EXPORT_TOO_LARGE')
      store.audit.note({ what: 'export.audit', by: actor.id, detail: { rows: rows.length, format } })
      const cells = rows.map(({ seq, at, by, area, what, about, rows: count, facts, hash }) => [
        String(seq),
        local(at),
        by ?? '',
        area,
        what,
        about ?? '',
        String(count),
        Object.entries(facts)
          .map(([key, value]) => `${key}: ${String(value)}`)
          .join(', '),
        hash,
      ])
      return await writer.write(fileName(said === 'fr' ? 'journal' : 'audit'), [HEADINGS[said], ...cells], format)
    },
    /** The last entry, on a page to be signed: that of its being made is the last one. */
    async stateFile(actor: Actor, { language: said }: Parsed<'audit.stateFile'>): Promise<Response<'audit.stateFile'>> {
      store.audit.note({ what: 'export.logState', by: actor.id })
      const { seq, at, hash } = last()!
      const head = { seq, at, hash: Buffer.from(hash).toString('hex') }
      return {
        name: `${fileName(said === 'fr' ? 'etat-du-journal' : 'state-of-the-log')}.pdf`,
        type: 'application/pdf',
        bytes: await labels.document(stateDocument(head, said, place)),
      }
    },
    /** Every entry as it is kept, as lines; whoever has a head from elsewhere can hold the file against it. */
    chain(actor: Actor): Response<'audit.chain'> {
      if ((last()?.seq ?? 0) > MOST) throw new DeskError('EXPORT_TOO_LARGE')
      store.audit.note({ what: 'export.chain', by: actor.id })
      const lines: string[] = []
      for (let after = 0; ;) {
        const some = entriesAfter(store.prepare, after, AT_ONCE)
        if (some.length === 0) break
        lines.push(...some.map(lineOf))
        after = some.at(-1)!.seq
      }
      return {
        name: `${fileName('audit-chain')}.jsonl`,
        type: 'application/jsonl',
        bytes: new TextEncoder().encode(lines.join('')),
      }
    },
    [Symbol.dispose](): void {
      closed = true
    },
  }
}
