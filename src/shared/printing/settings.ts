/** The ways to a printer. Which of them a computer has depends on its system. */
export const TRANSPORTS = ['cups', 'windows', 'network', 'usb', 'pdf-folder'] as const
export type TransportKind = (typeof TRANSPORTS)[number]

/** What a printer is sent: a page that its driver draws, or ZPL commands. */
export const PRINTER_LANGUAGES = ['pdf', 'zpl'] as const

/** Printers that are spoken to directly understand ZPL and nothing else. */
export const onlyZpl = (transport: TransportKind): boolean => transport === 'network' || transport === 'usb'

/** `192.168.1.50`, `zebra.local:9100` or `[fe80::1]:9100`, in parts; null for what is no address. */
export function printerAddress(text: string): { host: string; port: number } | null {
  const match =
    /^(?:\[(?<v6>[0-9a-fA-F:.%]+)\]|(?<host>[0-9A-Za-z](?:[0-9A-Za-z._-]{0,251}[0-9A-Za-z])?))(?::(?<port>\d{1,5}))?$/u.exec(
      text.trim(),
    )
  const host = match?.groups?.['v6'] ?? match?.groups?.['host']
  const port = Number(match?.groups?.['port'] ?? RAW_PORT)
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port }
}

/** Where network printers take what they are sent. */
export const RAW_PORT = 9100

/** Whether a text is an address that a printer can have. */
export const isPrinterAddress = (text: string): boolean => printerAddress(text) !== null
