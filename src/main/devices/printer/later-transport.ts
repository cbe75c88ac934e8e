import type { PrintTransport } from './transport.ts'

/** What is known of a way to a printer before its code is read. */
interface About extends Pick<PrintTransport, 'kind' | 'forms'> {
  /** Whether it can take a job back. */
  readonly cancels: boolean
}

/** What each way takes and can do. */
export const WAYS = {
  cups: { kind: 'cups', forms: ['pdf', 'zpl'], cancels: true },
  windows: { kind: 'windows', forms: ['raster', 'zpl'], cancels: true },
  network: { kind: 'network', forms: ['zpl'], cancels: false },
  usb: { kind: 'usb', forms: ['zpl'], cancels: false },
} as const satisfies Record<string, About>

/** A way to a printer whose code is read when it is first used; where that fails, it is tried again the next time. */
export function laterTransport({ kind, forms, cancels }: About, read: () => Promise<PrintTransport>): PrintTransport {
  let reading: Promise<PrintTransport> | null = null
  const way = (): Promise<PrintTransport> =>
    (reading ??= read().catch((error: unknown) => {
      reading = null
      throw error
    }))
  return {
    kind,
    forms,
    listPrinters: async () => (await way()).listPrinters(),
    check: async (printer) => (await way()).check(printer),
    submit: async (job) => (await way()).submit(job),
    state: async (ref) => (await way()).state(ref),
    ...(cancels && { cancel: async (ref: string) => (await way()).cancel?.(ref) }),
  }
}
