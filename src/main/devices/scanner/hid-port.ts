/** One HID collection of the system. */
export interface HidDevice {
  path: string
  vendorId: number
  productId: number
  usagePage: number
  usage: number
  serial: string
  product: string
  maker: string
}

export interface HidHandle {
  close(): Promise<void>
}

export interface HidEvents {
  onReport(bytes: Uint8Array): void
  /** The device is gone; nothing more comes. */
  onLost(detail: string): void
}

/** The system's HID devices: four functions, so that tests can plug and unplug what they like. */
export interface HidPort {
  list(): Promise<HidDevice[]>
  open(path: string, events: HidEvents): Promise<HidHandle>
  /** Cheap to ask: changes when something was plugged in or out. Null where the system has none, so that we list. */
  signature(): string | null
  /** Whether the system would let us open it; only asked after opening failed. */
  isDenied(path: string): boolean
  /** The report descriptor, where it can be read. */
  descriptor(path: string): Uint8Array | null
}
