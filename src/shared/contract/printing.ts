import { z } from 'zod'
import { LABEL_PROBLEMS } from '../labels/problems.ts'
import { LABEL_SIZE_IDS } from '../labels/sizes.ts'
import { TRANSPORTS } from '../printing/settings.ts'
import { LANGUAGES } from '../text/languages.ts'
import { id, instant, nothing, route, text } from './route.ts'

/** The resolutions that label printers have. */
export const labelDpi = z.union([z.literal(203), z.literal(300)])

export const printJob = z.object({
  id,
  kind: z.enum(['parcel', 'shelf', 'test', 'slip']),
  packageId: id.nullable(),
  title: z.string(),
  size: z.string(),
  printer: z.string().nullable(),
  transport: z.enum(TRANSPORTS),
  /** 'attention' waits for somebody at the printer; 'sent' and settled means that nothing more will be heard of it. */
  state: z.enum(['queued', 'sent', 'printed', 'attention', 'failed', 'cancelled']),
  settled: z.boolean(),
  reason: z.string().nullable(),
  reprint: z.boolean(),
  createdAt: instant,
})

/** What a label can be made for. */
const labelSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('test') }),
  z.object({ kind: z.literal('parcel'), packageId: id }),
  z.object({ kind: z.literal('shelf'), shelfId: id }),
  z.object({ kind: z.literal('slipText'), language: z.enum(LANGUAGES), text: text(2000) }),
])

export const printingRoutes = {
  'labels.print': route('labels.print', z.object({ packageId: id }), z.object({ printJobId: id })),
  'labels.printTest': route('labels.print', nothing, z.object({ printJobId: id })),
  'labels.printShelves': route(
    'labels.print',
    z.object({ shelfIds: z.array(id).min(1).max(200) }),
    z.object({ count: z.int() }),
  ),
  /** Draws a label as it would be printed now, dot by dot. */
  'labels.preview': route(
    'packages.read',
    z.object({ subject: labelSubject, size: z.enum(LABEL_SIZE_IDS), dpi: labelDpi }),
    z.object({
      /** A PNG of one bit for each dot, in base64. */
      png: z.string(),
      width: z.int(),
      height: z.int(),
      /** Why it would not be printed. */
      problems: z.array(z.enum(LABEL_PROBLEMS)),
      /** Characters of names that the label cannot draw; it is printed all the same. */
      missing: z.array(z.string()),
    }),
  ),
  /** Saves the sheet of command codes in the label folder and opens it. */
  'labels.commandSheet': route('labels.print', nothing, z.object({ file: z.string() })),
  /** Asks the chosen printer how it is. */
  'printing.check': route(
    'packages.read',
    nothing,
    z.object({ state: z.enum(['ready', 'attention', 'unknown']), reason: z.string().nullable() }),
  ),
  'printing.status': route(
    'packages.read',
    nothing,
    z.object({
      printers: z.array(
        z.object({
          transport: z.enum(TRANSPORTS),
          name: z.string(),
          isDefault: z.boolean(),
          state: z.enum(['idle', 'printing', 'stopped', 'unknown']),
          reason: z.string().nullable(),
        }),
      ),
      /** The ways to print that this computer has. */
      transports: z.array(z.enum(TRANSPORTS)),
      /** Why the system's printers cannot be listed, or null. */
      problem: z.string().nullable(),
      folder: z.string(),
      jobs: z.array(printJob),
    }),
  ),
  'printing.retry': route('labels.print', z.object({ jobId: id }), z.object({})),
  'printing.cancel': route('labels.print', z.object({ jobId: id }), z.object({})),
  'printing.openFolder': route('labels.print', nothing, nothing),
} as const

export type PrintJob = z.infer<typeof printJob>
