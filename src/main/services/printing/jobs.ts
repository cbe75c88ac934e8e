import type { PrintJob } from '../../../shared/contract/packages.ts'
import type { DeskSettings } from '../../../shared/contract/desk.ts'
import type { Store } from '../../store/open.ts'

interface JobRecord {
  id: string
  package_id: string
  title: string
  size: string
  printer: string | null
  transport: 'cups' | 'pdf-folder'
  state: PrintJob['state']
  reason: string | null
  ref: string | null
  reprint: number
  created_at: string
}

const toJob = (row: JobRecord): PrintJob & { ref: string | null } => ({
  id: row.id,
  packageId: row.package_id,
  title: row.title,
  size: row.size,
  printer: row.printer,
  transport: row.transport,
  state: row.state,
  reason: row.reason,
  reprint: row.reprint === 1,
  createdAt: row.created_at,
  ref: row.ref,
})

export type StoredJob = ReturnType<typeof toJob>

/** The print queue on disk: this desk's own, never synced. */
export function createJobStore(store: Store, now: () => Date) {
  const publicJob = ({ ref: _ref, ...job }: StoredJob): PrintJob => job
  return {
    add(job: {
      id: string
      packageId: string
      title: string
      size: string
      settings: DeskSettings['printer']
      reprint: boolean
    }): void {
      const at = now().toISOString()
      store.local((db) => {
        db.prepare(
          `INSERT INTO _print_jobs (id, package_id, title, size, printer, transport, state, reprint, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)`,
        ).run(
          job.id,
          job.packageId,
          job.title,
          job.size,
          job.settings.name,
          job.settings.transport,
          job.reprint ? 1 : 0,
          at,
          at,
        )
        db.touched('_print_jobs', job.id)
      })
    },
    set(id: string, change: { state: PrintJob['state']; reason: string | null; ref?: string | null }): void {
      store.local((db) => {
        db.prepare(
          'UPDATE _print_jobs SET state = ?, reason = ?, ref = coalesce(?, ref), updated_at = ? WHERE id = ?',
        ).run(change.state, change.reason, change.ref ?? null, now().toISOString(), id)
        db.touched('_print_jobs', id)
      })
    },
    get(id: string): StoredJob | null {
      const row = store.prepare('SELECT * FROM _print_jobs WHERE id = ?').get(id) as JobRecord | undefined
      return row ? toJob(row) : null
    },
    open: (): StoredJob[] =>
      (
        store
          .prepare(`SELECT * FROM _print_jobs WHERE state IN ('queued', 'sent') ORDER BY created_at, id`)
          .all() as JobRecord[]
      ).map(toJob),
    ofPackage: (packageId: string): PrintJob[] =>
      (
        store
          .prepare('SELECT * FROM _print_jobs WHERE package_id = ? ORDER BY created_at DESC, id DESC LIMIT 20')
          .all(packageId) as JobRecord[]
      ).map((row) => publicJob(toJob(row))),
    recent: (limit: number): PrintJob[] =>
      (
        store.prepare('SELECT * FROM _print_jobs ORDER BY created_at DESC, id DESC LIMIT ?').all(limit) as JobRecord[]
      ).map((row) => publicJob(toJob(row))),
  }
}

export type JobStore = ReturnType<typeof createJobStore>
