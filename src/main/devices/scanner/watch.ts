import type { HidDevice, HidHandle, HidPort } from './hid-port.ts'
import type { FoundScanner, FromProcess } from './protocol.ts'

const POS_PAGE = 0x8c
const SCANNER = 0x02
const DESKTOP_PAGE = 0x01
const KEYBOARD = 0x06

/** How often to look for scanners that came or went: the signature costs nothing, listing all devices does. */
const LOOK_MS = 500
const LIST_MS = 3000
/** A device that was just plugged in may not be ours yet: the system sets its rights a moment later. */
const TRIES = 3

export interface WatchPorts {
  hid: HidPort
  send(message: FromProcess): void
  /** Milliseconds since the epoch. */
  now(): number
  later(ms: number, run: () => void): () => void
}

interface Tracked {
  device: HidDevice
  handle: HidHandle | null
  tries: number
  detail: string
}

// Match by usage, never by maker alone: the same scanner has other collections, and other modes.
const isScanner = (device: HidDevice) => device.usagePage === POS_PAGE && device.usage === SCANNER
const isKeyboard = (device: HidDevice) => device.usagePage === DESKTOP_PAGE && device.usage === KEYBOARD

/** Finds scanners, keeps each one open and passes on what it sends. Answers how to stop. */
export function watchScanners({ hid, send, now, later }: WatchPorts): { stop(): Promise<void> } {
  const tracked = new Map<string, Tracked>()
  let keyboards: HidDevice[] = []
  let signature: string | null = null
  let listedAt = -Infinity
  let told = ''
  let cancel = () => {}
  let stopped = false

  const tell = () => {
    const scanners = [...tracked.values()]
      .filter(({ handle, tries }) => handle !== null || tries >= TRIES)
      .map(({ device, handle, detail }): FoundScanner => ({
        id: device.path,
        ...nameOf(device),
        serial: device.serial.slice(0, 256),
        state: handle ? 'open' : hid.isDenied(device.path) ? 'denied' : 'failed',
        detail: handle ? null : detail.slice(0, 256),
        descriptor: descriptorOf(device.path),
      }))
    const message: FromProcess = { type: 'devices', scanners, keyboards: keyboards.slice(0, 256).map(nameOf) }
    const text = JSON.stringify(message)
    if (text === told) return
    told = text
    send(message)
  }

  const descriptorOf = (path: string): number[] | null => {
    const bytes = hid.descriptor(path)
    return bytes && bytes.length <= 4096 ? [...bytes] : null
  }

  const drop = async (path: string) => {
    const gone = tracked.get(path)
    tracked.delete(path)
    await gone?.handle?.close().catch(() => undefined)
  }

  const open = async (entry: Tracked) => {
    const { path } = entry.device
    try {
      entry.handle = await hid.open(path, {
        onReport: (bytes) => send({ type: 'report', id: path, at: now(), bytes: [...bytes.subarray(0, 1024)] }),
        onLost: () => {
          if (tracked.get(path) !== entry) return
          // The next look opens it again, should it still be there.
          signature = null
          void drop(path).then(tell)
        },
      })
    } catch (error) {
      entry.tries += 1
      entry.detail = error instanceof Error ? error.message : String(error)
    }
  }

  const list = async () => {
    listedAt = now()
    const devices = await hid.list()
    keyboards = unique(devices.filter(isKeyboard))
    const scanners = new Map(devices.filter(isScanner).map((device) => [device.path, device]))
    for (const path of tracked.keys()) if (!scanners.has(path)) await drop(path)
    for (const [path, device] of scanners) {
      const entry = tracked.get(path) ?? { device, handle: null, tries: 0, detail: '' }
      tracked.set(path, entry)
      if (!entry.handle) await open(entry)
    }
    tell()
  }

  const look = async () => {
    const current = hid.signature()
    const closed = [...tracked.values()].some(({ handle }) => handle === null)
    const due = now() - listedAt >= LIST_MS
    const settling = [...tracked.values()].some(({ handle, tries }) => handle === null && tries < TRIES)
    if (current === null ? due || settling : current !== signature || settling || (closed && due)) {
      signature = current
      await list().catch(() => {
        signature = null
      })
    }
    if (!stopped) cancel = later(LOOK_MS, () => void look())
  }
  void look()

  return {
    async stop() {
      stopped = true
      cancel()
      await Promise.all([...tracked.keys()].map(drop))
    },
  }
}

const nameOf = ({ vendorId, productId, product, maker }: HidDevice) => ({
  vendorId,
  productId,
  product: product.slice(0, 256),
  maker: maker.slice(0, 256),
})

function unique(devices: readonly HidDevice[]): HidDevice[] {
  return [...new Map(devices.map((device) => [`${device.vendorId}:${device.productId}`, device])).values()]
}
