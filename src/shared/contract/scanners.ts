import { z } from 'zod'
import { reportLayout } from '../hid/layout.ts'
import { instant, nothing, route, text } from './route.ts'

const usb = z.int().min(0).max(0xffff)

/** What was learnt of one scanner when it was set up. Without a serial number, all of its model are one. */
export const pairedScanner = z.object({
  vendorId: usb,
  productId: usb,
  serial: text(256),
  name: text(256),
  layout: reportLayout,
})

/** A scanner that is plugged in. */
export const scannerDevice = z.object({
  id: z.string(),
  vendorId: usb,
  productId: usb,
  serial: z.string(),
  name: z.string(),
  /** new: plugged in but never set up; denied: the system does not let us open it. */
  state: z.enum(['ready', 'new', 'denied', 'failed']),
  /** Which of the known ways it sends codes in, once learnt. */
  layout: z.string().nullable(),
  detail: z.string().nullable(),
})

/** The last code that came, for looking at: in memory only. */
const lastRead = z.object({
  at: instant,
  name: z.string(),
  /** The bytes as they came, in hexadecimal, one line a report. */
  raw: z.array(z.string()),
  text: z.string().nullable(),
  aim: z.string().nullable(),
  /** Why it was refused. */
  refused: z.enum(['misfit', 'incomplete', 'too_long', 'new']).nullable(),
})

export const scannersStatus = z.object({
  /** The program that reads scanners, apart from the console. */
  process: z.discriminatedUnion('state', [
    z.object({ state: z.literal('off') }),
    z.object({ state: z.literal('starting') }),
    z.object({ state: z.literal('running') }),
    z.object({ state: z.literal('restarting'), crashes: z.int(), nextAt: z.number() }),
    z.object({ state: z.literal('unusable'), detail: z.string() }),
  ]),
  devices: z.array(scannerDevice),
  /** Scanners found in keyboard mode: they work, but only into the window in front. */
  keyboards: z.array(
    z.object({ name: z.string(), maker: z.string(), vendorId: usb, productId: usb, program: z.string().nullable() }),
  ),
  /** What to install where the system refuses us a scanner (Linux). */
  rule: z.object({ path: z.string(), text: z.string(), command: z.string() }).nullable(),
  last: lastRead.nullable(),
  pairing: z
    .object({
      code: z.string(),
      /** other: some other code came; unknown: the code came, framed in a way that we do not know. */
      state: z.enum(['waiting', 'other', 'unknown', 'learnt']),
      name: z.string().nullable(),
    })
    .nullable(),
})

/** Symbols that can be drawn on the screen. */
export const SYMBOLS = ['code128', 'qrcode', 'pdf417', 'maxicode', 'gs1-128'] as const

export const scannersRoutes = {
  'scanners.status': route('packages.read', nothing, scannersStatus),
  'scanners.pair': route('settings.write', nothing, z.object({ code: z.string() })),
  'scanners.endPairing': route('settings.write', nothing, nothing),
  'scanners.forget': route('settings.write', z.object({ vendorId: usb, productId: usb, serial: text(256) }), nothing),
  /** A bar code as a picture, for scanning off the screen. */
  'symbols.draw': route(
    'packages.read',
    z.object({ symbol: z.enum(SYMBOLS), text: text(500).min(1), program: z.boolean().default(false) }),
    z.object({ svg: z.string() }),
  ),
} as const

export type PairedScanner = z.infer<typeof pairedScanner>
export type ScannersStatus = z.infer<typeof scannersStatus>
