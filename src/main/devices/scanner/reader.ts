import { assemble, expire, PART_GAP_MS, type Assembly, type HidScan } from '../../../shared/hid/assemble.ts'
import type { ReportLayout } from '../../../shared/hid/layout.ts'

export interface ReaderPorts {
  later(ms: number, run: () => void): () => void
  now(): number
  /** A whole code or a refusal, with the reports that it was made of. */
  onScan(scan: HidScan, reports: readonly Uint8Array[], at: number): void
}

/** Puts the reports of one scanner together. Each has its own: two may send at once. */
export function createReader({ later, now, onScan }: ReaderPorts) {
  let open: Assembly | null = null
  let reports: Uint8Array[] = []
  let cancel = () => {}

  const settle = (step: { open: Assembly | null; out: readonly HidScan[] }, at: number) => {
    open = step.open
    const kept = reports
    if (!open) reports = []
    for (const scan of step.out) onScan(scan, kept, at)
    cancel()
    // The rest of a code that stays away must be said, not waited for until the next scan.
    if (open) cancel = later(PART_GAP_MS + 50, () => settle(expire(open, now()), now()))
  }

  return {
    report(bytes: Uint8Array, layout: ReportLayout, at: number) {
      reports.push(bytes)
      settle(assemble(open, bytes, layout, at), at)
    },
    /** Forgets a code that was under way. */
    clear() {
      cancel()
      open = null
      reports = []
    },
  }
}

export type Reader = ReturnType<typeof createReader>
