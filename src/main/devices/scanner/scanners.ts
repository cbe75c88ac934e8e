import type { PairedScanner, ScannersStatus } from '../../../shared/contract/scanners.ts'
import type { DeskEvent } from '../../../shared/contract/index.ts'
import type { HidScan } from '../../../shared/hid/assemble.ts'
import type { ReportLayout } from '../../../shared/hid/layout.ts'
import { asKeyboardScanner, scannerName } from './makers.ts'
import { createPairing, type Pairing } from './pairing.ts'
import type { FoundScanner, FromProcess } from './protocol.ts'
import { createReader, type Reader } from './reader.ts'
import { accessRule } from './rule.ts'
import { superviseScanners, type ScannerProcess } from './supervise.ts'

/** The system may hold reports from before we looked: what comes within this time of an open or a resume is old. */
const DRAIN_MS = 250

export interface ScannersPorts {
  spawn(): ScannerProcess
  now(): Date
  random(n: number): Uint8Array
  later(ms: number, run: () => void): () => void
  paired(): readonly PairedScanner[]
  savePaired(list: PairedScanner[]): void
  emit(event: DeskEvent): void
  log: { warn(event: string, fields?: Record<string, string | number>): void }
}

interface Device extends FoundScanner {
  reader: Reader
  openedAt: number
}

const isSame = (a: PairedScanner, b: { vendorId: number; productId: number; serial: string }) =>
  a.vendorId === b.vendorId && a.productId === b.productId && a.serial === b.serial

/** The scanners in HID POS mode: who they are, what they send, how they are set up. */
export function createScanners(ports: ScannersPorts) {
  const devices = new Map<string, Device>()
  const holds = new Set<string>()
  let keyboards: ScannersStatus['keyboards'] = []
  let last: ScannersStatus['last'] = null
  let pairing: Pairing | null = null
  let pairedName: string | null = null
  let quietUntil = 0

  const now = () => ports.now().getTime()
  const changed = () => ports.emit({ type: 'scanners' })
  const layoutOf = (device: FoundScanner): ReportLayout | null =>
    ports.paired().find((one) => isSame(one, device))?.layout ?? null

  const keep = (
    device: FoundScanner,
    at: number,
    reports: readonly Uint8Array[],
    read: Pick<NonNullable<ScannersStatus['last']>, 'text' | 'aim' | 'refused'>,
  ) => {
    const raw = reports.map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' '))
    last = { at: new Date(at).toISOString(), name: scannerName(device), raw, ...read }
  }

  const scanned = (device: FoundScanner, scan: HidScan, reports: readonly Uint8Array[], at: number) => {
    if (scan.kind === 'scan') {
      keep(device, at, reports, { text: scan.text, aim: scan.aim, refused: null })
      ports.emit({ type: 'scan', text: scan.text, aim: scan.aim, corrupt: false, at })
    } else {
      keep(device, at, reports, { text: null, aim: null, refused: scan.why })
      ports.log.warn('scanner.refused', { code: scan.why })
      ports.emit({ type: 'scan', text: '', aim: null, corrupt: true, at })
    }
    changed()
  }

  const learn = (device: Device, bytes: Uint8Array, at: number) => {
    const layout = pairing!.report(device.id, bytes, device.descriptor)
    keep(device, at, [bytes], { text: layout ? pairing!.code : null, aim: null, refused: layout ? null : 'new' })
    if (layout) {
      const { vendorId, productId, serial } = device
      pairedName = scannerName(device)
      const others = ports.paired().filter((one) => !isSame(one, device))
      ports.savePaired([...others, { vendorId, productId, serial, name: pairedName, layout }])
    }
    changed()
  }

  const report = ({ id, at, bytes }: Extract<FromProcess, { type: 'report' }>) => {
    const device = devices.get(id)
    if (!device) return
    if (holds.size > 0 || at < quietUntil || at < device.openedAt + DRAIN_MS) return device.reader.clear()
    const report = Uint8Array.from(bytes)
    if (pairing) return learn(device, report, at)
    const layout = layoutOf(device)
    if (layout) return device.reader.report(report, layout, at)
    keep(device, at, [report], { text: null, aim: null, refused: 'new' })
    changed()
    ports.emit({ type: 'newScanner', name: scannerName(device) })
  }

  const onDevices = (message: Extract<FromProcess, { type: 'devices' }>) => {
    const present = new Set(message.scanners.map(({ id }) => id))
    for (const [id, device] of devices) {
      if (present.has(id)) continue
      device.reader.clear()
      devices.delete(id)
    }
    for (const found of message.scanners) {
      const known = devices.get(found.id)
      const reader =
        known?.reader ?? createReader({ later: ports.later, now, onScan: (...scan) => scanned(found, ...scan) })
      const openedAt = known?.state === 'open' ? known.openedAt : now()
      devices.set(found.id, { ...found, reader, openedAt })
    }
    keyboards = message.keyboards.flatMap((each) => asKeyboardScanner(each) ?? [])
    changed()
  }

  const process = superviseScanners({
    spawn: ports.spawn,
    now,
    later: ports.later,
    onState: (state) => {
      if (state.state === 'restarting') ports.log.warn('scanner.process_ended', { count: state.crashes })
      changed()
    },
    onMessage: (message) => {
      if (message.type === 'report') report(message)
      else if (message.type === 'devices') onDevices(message)
    },
  })

  return {
    start: process.start,
    stop: process.stop,
    /** Throws scans away while the screen is locked or the computer sleeps. */
    hold(why: string) {
      holds.add(why)
      for (const { reader } of devices.values()) reader.clear()
    },
    release(why: string) {
      holds.delete(why)
      quietUntil = now() + DRAIN_MS
    },
    pair(): { code: string } {
      pairing = createPairing(ports.random)
      pairedName = null
      for (const { reader } of devices.values()) reader.clear()
      changed()
      return { code: pairing.code }
    },
    endPairing() {
      pairing = null
      changed()
      return {}
    },
    forget(which: { vendorId: number; productId: number; serial: string }) {
      ports.savePaired(ports.paired().filter((one) => !isSame(one, which)))
      changed()
      return {}
    },
    status(): ScannersStatus {
      const denied = [...devices.values()].filter(({ state }) => state === 'denied')
      return {
        process: process.state(),
        devices: [...devices.values()].map((device) => {
          const layout = layoutOf(device)
          const { id, vendorId, productId, serial, detail } = device
          const state = device.state === 'open' ? (layout ? 'ready' : 'new') : device.state
          return {
            id,
            vendorId,
            productId,
            serial,
            name: scannerName(device),
            state,
            layout: layout?.id ?? null,
            detail,
          }
        }),
        keyboards,
        rule: denied.length > 0 ? accessRule(denied) : null,
        last,
        pairing: pairing && { code: pairing.code, state: pairing.state(), name: pairedName },
      }
    },
  }
}

export type Scanners = ReturnType<typeof createScanners>
