import type { LabelSize } from '../../../shared/labels/sizes.ts'

export interface PrinterInfo {
  readonly name: string
  readonly isDefault: boolean
  readonly state: 'idle' | 'printing' | 'stopped' | 'unknown'
  /** In words, from the print system; null when there is nothing to say. */
  readonly reason: string | null
}

export interface PrintJob {
  readonly pdf: Uint8Array
  /** Shown in the system's queue to anybody: no personal data. */
  readonly title: string
  readonly size: LabelSize
  /** Null for the system's default printer. */
  readonly printer: string | null
}

export interface JobState {
  readonly state: 'queued' | 'sent' | 'printed' | 'failed'
  readonly reason: string | null
}

/** A way to put a label on paper. Every call ends within the transport's own time limit, or throws. */
export interface PrintTransport {
  readonly kind: 'cups' | 'pdf-folder'
  listPrinters(): Promise<PrinterInfo[]>
  /** Resolves when the print system holds the whole job, which says nothing yet about paper: see `state`. */
  submit(job: PrintJob): Promise<{ ref: string }>
  state(ref: string): Promise<JobState>
  /** Takes the job back if it is not printed yet; a job that ended already is left as it is. */
  cancel?(ref: string): Promise<void>
}
