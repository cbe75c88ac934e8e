import type { DeskSettings } from '../../shared/contract/settings.ts'
import type { ScannersStatus } from '../../shared/contract/scanners.ts'
import { redactText } from '../log/redact.ts'

export interface SupportFacts {
  version: string
  platform: string
  at: Date
  store: string
  settings: DeskSettings
  scanners: ScannersStatus
  printers: { state: string; isDefault: boolean }[]
  jobs: { state: string; reason: string | null }[]
  /** The last lines of the program's own log, which keeps no names; taken out once more here. */
  log: string
}

/** Letters, digits and other bytes of a code by their kind: how long it is and where its separators stand, not what it says. */
export const shapeOf = (text: string): string =>
  Array.from(text, (c) => {
    if (/\p{Cc}/u.test(c)) return `<${c.codePointAt(0)!.toString(16).padStart(2, '0')}>`
    if (/\p{N}/u.test(c)) return '9'
    if (/\p{L}/u.test(c)) return 'A'
    return /[\])>~|(]/.test(c) ? c : '.'
  }).join('')

/** A report with what it says blanked and how it says it kept: the first bytes and every zero or separator. */
function shapeOfReport(line: string): string {
  return line
    .split(' ')
    .map((byte, at) => {
      const value = Number.parseInt(byte, 16)
      if (at < 2 || value < 0x20 || value === 0x5d) return byte
      if (value >= 0x30 && value <= 0x39) return '99'
      return 'AA'
    })
    .join(' ')
}

/**
 * What we need to help a desk, as text that anybody can read before sending it. No names, numbers or codes of people and
 * parcels, no names of computers or printers: every free text is left out, or kept in its shape only.
 */
export function supportFile(facts: SupportFacts): string {
  const { settings, scanners } = facts
  const { last } = scanners
  const report = {
    program: { version: facts.version, platform: facts.platform, at: facts.at.toISOString(), store: facts.store },
    settings: {
      language: settings.language,
      theme: settings.theme,
      label: settings.label,
      printer: settings.printer.transport,
      scanner: settings.scanner,
    },
    scanners: {
      process: scanners.process.state,
      devices: scanners.devices.map(({ vendorId, productId, serial, state, layout }) => ({
        usb: usb(vendorId, productId),
        hasSerial: serial !== '',
        state,
        layout,
      })),
      paired: settings.scanners.map(({ vendorId, productId, layout }) => ({ usb: usb(vendorId, productId), layout })),
      keyboards: scanners.keyboards.map(({ vendorId, productId }) => usb(vendorId, productId)),
      last: last && {
        aim: last.aim,
        refused: last.refused,
        text: last.text === null ? null : shapeOf(last.text),
        reports: last.raw.map(shapeOfReport),
      },
    },
    printers: facts.printers.map(({ state, isDefault }) => ({ state, isDefault })),
    labels: facts.jobs.slice(0, 20).map(({ state, reason }) => ({ state, reason: reason && redactText(reason) })),
  }
  return `${JSON.stringify(report, null, 2)}\n\n${redactText(facts.log)}\n`
}

const usb = (vendorId: number, productId: number): string =>
  [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':')

export interface SupportPorts {
  version: string
  platform: string
  support: { log(): string; save(name: string, text: string): string }
  now(): Date
  store(): string
  settings(): DeskSettings
  scanners(): ScannersStatus
  printers(): Promise<{ printers: SupportFacts['printers'] }>
  jobs(): SupportFacts['jobs']
}

/** The support file, to be read on the screen and to be saved. */
export function createSupport(ports: SupportPorts) {
  const text = async (): Promise<string> => {
    const { printers } = await ports.printers()
    return supportFile({
      version: ports.version,
      platform: ports.platform,
      at: ports.now(),
      store: ports.store(),
      settings: ports.settings(),
      scanners: ports.scanners(),
      printers,
      jobs: ports.jobs(),
      log: ports.support.log(),
    })
  }
  return {
    read: async () => ({ text: await text() }),
    save: async () => {
      const name = `lofts-desk-${ports.now().toISOString().replaceAll(':', '-')}.txt`
      return { path: ports.support.save(name, await text()) }
    },
  }
}
