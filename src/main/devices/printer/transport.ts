import type { LabelSize } from '../../../shared/labels/sizes.ts'
import { joinReasons, type Reason } from '../../../shared/printing/reasons.ts'
import type { TransportKind } from '../../../shared/printing/settings.ts'

export interface PrinterInfo {
  readonly transport: TransportKind
  readonly name: string
  readonly isDefault: boolean
  readonly state: 'idle' | 'printing' | 'stopped' | 'unknown'
  /** Reasons, see `src/shared/printing`; null when there is nothing to say. */
  readonly reason: string | null
}

/** What a printer is given: a page for a driver, commands for a ZPL printer, or the dots themselves. */
export type PrintDocument =
  | { readonly form: 'pdf' | 'zpl'; readonly bytes: Uint8Array }
  | { readonly form: 'raster'; readonly bytes: Uint8Array; readonly width: number; readonly height: number }

export interface PrintJob {
  readonly document: PrintDocument
  /** Shown in the system's queue to anybody: no personal data. */
  readonly title: string
  readonly size: LabelSize
  /** Null for the system's default printer. */
  readonly printer: string | null
}

export interface JobState {
  readonly state: 'queued' | 'sent' | 'printed' | 'attention' | 'failed'
  readonly reason: string | null
  /** Sent, and nothing more will ever be heard of it. */
  readonly settled?: true
}

/** How a printer is, asked without printing. */
export interface PrinterHealth {
  readonly state: 'ready' | 'attention' | 'unknown'
  readonly reason: string | null
}

/** A way to put a label on paper. Every call ends within the transport's own time limit, or throws. */
export interface PrintTransport {
  readonly kind: TransportKind
  /** The documents it takes, the usual one first. */
  readonly forms: readonly PrintDocument['form'][]
  listPrinters(): Promise<PrinterInfo[]>
  check(printer: string | null): Promise<PrinterHealth>
  /** Resolves when the other side holds the whole job, which says nothing yet about paper: see `state`. */
  submit(job: PrintJob): Promise<{ ref: string }>
  state(ref: string): Promise<JobState>
  /** Takes the job back if it is not printed yet; a job that ended already is left as it is. */
  cancel?(ref: string): Promise<void>
}

/** A label that was not taken. `retry`: not a byte of it has left, so it may be tried again by itself. */
export class PrintError extends Error {
  readonly reason: string
  readonly retry: boolean

  constructor(reasons: readonly (Reason | (string & {}))[], options: { retry: boolean; cause?: unknown }) {
    super(reasons.join(', '), { cause: options.cause })
    this.name = 'PrintError'
    this.reason = joinReasons(reasons) ?? 'fault'
    this.retry = options.retry
  }
}

/** Any error as a reason for the screens. */
export const reasonOf = (error: unknown): string =>
  error instanceof PrintError ? error.reason : error instanceof Error ? error.message : String(error)
