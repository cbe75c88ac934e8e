import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { encodeCode } from '../../../src/shared/hid/streams.fixture.ts'
import { KNOWN_LAYOUTS } from '../../../src/shared/hid/layout.ts'

const layoutOf = (id: string) => KNOWN_LAYOUTS.find((layout) => layout.id === id)!

/** A scanner's hardware: a local socket that plays the process which reads it. Launch the desk with its `env`. */
export async function scannerBench() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  let line: Socket | null = null
  let connections = 0
  server.on('connection', (socket) => {
    line = socket
    connections += 1
    socket.on('error', () => {})
  })
  const until = async (count: number): Promise<void> => {
    if (connections >= count) return
    await once(server, 'connection')
    await until(count)
  }
  const say = (message: object) => void line?.write(`${JSON.stringify(message)}\n`)
  return {
    env: {
      LOFTS_SCANNER_ENTRY: join(import.meta.dirname, 'scanner-entry.mjs'),
      LOFTS_SCANNER_BENCH: String((server.address() as AddressInfo).port),
    },
    /** Resolves when the process has started this many times. */
    started: until,
    say,
    plug: (...scanners: object[]) => say({ type: 'devices', scanners, keyboards: [] }),
    keyboards: (...keyboards: object[]) => say({ type: 'devices', scanners: [], keyboards }),
    /** What a scanner sends for a code, in the reports of its layout; `at`: when they came, by the process that read them. */
    scan(
      id: string,
      text: string,
      { layout = 'A', aim = ']C0', at = Date.now() }: { layout?: string; aim?: string; at?: number } = {},
    ) {
      for (const bytes of encodeCode(layoutOf(layout), text, aim)) say({ type: 'report', id, at, bytes: [...bytes] })
      return at
    },
    crash: () => say({ type: 'crash' }),
    close: () => void server.close(),
  }
}

export type ScannerBench = Awaited<ReturnType<typeof scannerBench>>

export const VOYAGER = {
  id: '/dev/hidraw3',
  vendorId: 0x0c2e,
  productId: 0x0b6a,
  product: 'Voyager 1602g',
  maker: 'Honeywell',
  serial: 'B1602-0042',
  state: 'open',
  detail: null,
  descriptor: null,
}
export const NEWLAND = {
  ...VOYAGER,
  id: '/dev/hidraw4',
  vendorId: 0x1eab,
  productId: 0x0d10,
  product: 'FM420',
  maker: '',
  serial: '',
}

/** A scanner as it stands in the settings after it was set up. */
export const pairedAs = (device: typeof VOYAGER, layout: string) => ({
  vendorId: device.vendorId,
  productId: device.productId,
  serial: device.serial,
  name: device.product,
  layout: layoutOf(layout),
})
