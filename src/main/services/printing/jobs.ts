import type { PrintJob } from '../../../shared/contract/printing.ts'
import type { DeskSettings } from '../../../shared/contract/settings.ts'
import type { LabelDpi } from '../../../shared/labels/layout-model.ts'
import type { Store } from '../../store/open.ts'
import type { LabelWish } from './content.ts'

interface JobRecord {
  id: string
  kind: 'parcel' | 'shelf' | 'test'
  package_id: string | null
  shelf_id: string | null
  title: string
  size: string
  dpi: LabelDpi
  printer: string | null
  transport: DeskSettings['printer']['transport']
  language: DeskSettings['printer']['language']
  state: PrintJob['state']
  reason: string | null
  ref: string | null
  settled: number
  reprint: number
  automatic: number
  slip: number
  staff_id: string | null
  created_at: string
}

const toJob = (row: JobRecord) => ({
  id: row.id,
  kind: row.slip === 1 ? ('slip' as const) : row.kind,
  packageId: row.package_id,
  shelfId: row.shelf_id,
  title: row.title,
  size: row.size,
  dpi: row.dpi,
  printer: row.printer,
  transport: row.transport,
  language: row.language,
  state: row.state,
  settled: row.settled === 1,
  reason: row.reason,
  reprint: row.reprint === 1,
  automatic: row.automatic === 1,
  staffId: row.staff_id,
  createdAt: row.created_at,
  ref: row.ref,
})

export type StoredJob = ReturnType<typeof toJob>

const publicJob = ({
  ref: _1,
  staffId: _2,
  shelfId: _3,
  dpi: _4,
  language: _5,
  automatic: _6,
  ...job
}: StoredJob): PrintJob => job

/** What the label of a job is made for. */
export function wishOf(job: StoredJob): LabelWish {
  if (job.packageId !== null && job.kind === 'slip') return { kind: 'slip', packageId: job.packageId }
  if (job.packageId !== null) return { kind: 'parcel', packageId: job.packageId }
  return job.shelfId === null ? { kind: 'test' } : { kind: 'shelf', shelfId: job.shelfId }
}

export interface NewJob {
  id: string
  wish: LabelWish
  title: string
  settings: DeskSettings
  reprint: boolean
  /** Nobody asked for it by hand: it came with the registration. */
  automatic: boolean
  staffId: string
}

/** The print queue on disk: this desk's own, never synced. */
export function createJobStore(store: Store, now: () => Date) {
  const all = (sql: string, ...values: (string | number)[]): StoredJob[] =>
    (store.prepare(`SELECT * FROM _print_jobs ${sql}`).all(...values) as JobRecord[]).map(toJob)
  return {
    add({ id, wish, title, settings: { label, printer }, reprint, automatic, staffId }: NewJob): void {
      const at = now().toISOString()
      store.local((db) => {
        db.prepare(
          `INSERT INTO _print_jobs (id, kind, package_id, shelf_id, title, size, dpi, printer, transport, language, state, reprint, automatic, slip, staff_id, created_at, updated_at)
           VALUES (@id, @kind, @packageId, @shelfId, @title, @size, @dpi, @printer, @transport, @language, 'queued', @reprint, @automatic, @slip, @staffId, @at, @at)`,
        ).run({
          id,
          kind: wish.kind === 'slip' ? 'parcel' : wish.kind,
          slip: wish.kind === 'slip' ? 1 : 0,
          packageId: wish.kind === 'parcel' || wish.kind === 'slip' ? wish.packageId : null,
          shelfId: wish.kind === 'shelf' ? wish.shelfId : null,
          title,
          size: label.size,
          dpi: label.dpi,
          printer: printer.name,
          transport: printer.transport,
          language: printer.language,
          reprint: reprint ? 1 : 0,
          automatic: automatic ? 1 : 0,
          staffId,
          at,
        })
        db.touched('_print_jobs', id)
      })
    },
    set(
      id: string,
      change: { state: PrintJob['state']; reason: string | null; ref?: string | null; settled?: boolean },
    ): void {
      const settled = change.settled ?? ['printed', 'failed', 'cancelled'].includes(change.state)
      store.local((db) => {
        db.prepare(
          'UPDATE _print_jobs SET state = ?, reason = ?, ref = coalesce(?, ref), settled = ?, updated_at = ? WHERE id = ?',
        ).run(change.state, change.reason, change.ref ?? null, settled ? 1 : 0, now().toISOString(), id)
        db.touched('_print_jobs', id)
      })
    },
    get: (id: string): StoredJob | null => all('WHERE id = ?', id)[0] ?? null,
    /** What has not come to its end, oldest first. */
    open: (): StoredJob[] => all('WHERE settled = 0 ORDER BY created_at, id'),
    ofPackage: (packageId: string): PrintJob[] =>
      all('WHERE package_id = ? AND slip = 0 ORDER BY created_at DESC, id DESC LIMIT 20', packageId).map(publicJob),
    recent: (limit: number): PrintJob[] => all('ORDER BY created_at DESC, id DESC LIMIT ?', limit).map(publicJob),
  }
}
