import { z } from 'zod'

const usb = z.int().min(0).max(0xffff)
const words = z.string().max(256)

const named = { vendorId: usb, productId: usb, product: words, maker: words }

/** A bar code scanner in HID POS mode, as the scanner process found it. */
export const foundScanner = z.object({
  /** Names it for as long as it is plugged in. */
  id: z.string().max(1024),
  ...named,
  serial: words,
  /** denied: the system does not let us open it. */
  state: z.enum(['open', 'denied', 'failed']),
  detail: words.nullable(),
  /** What the scanner says of its own reports, where the system lets us read that. */
  descriptor: z.array(z.int().min(0).max(255)).max(4096).nullable(),
})

/** What the scanner process tells. It is another program: parsed on arrival. */
export const fromProcess = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('devices'),
    scanners: z.array(foundScanner).max(64),
    /** Everything that types: a scanner in keyboard mode is among them. */
    keyboards: z.array(z.object(named)).max(256),
  }),
  z.object({
    type: z.literal('report'),
    id: z.string().max(1024),
    /** Milliseconds since the epoch, when the bytes were read. */
    at: z.number(),
    bytes: z.array(z.int().min(0).max(255)).max(1024),
  }),
  /** The driver cannot be used on this computer at all. */
  z.object({ type: z.literal('unusable'), detail: words }),
])

export type FoundScanner = z.infer<typeof foundScanner>
export type FromProcess = z.infer<typeof fromProcess>
/** All that the process is ever told. */
export type ToProcess = { type: 'stop' }
