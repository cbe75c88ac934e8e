import { constants } from 'node:fs'
import { access, open, readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileReason } from '../file-errors.ts'
import type { PrinterInfo } from '../transport.ts'
import { createInbox } from './inbox.ts'
import type { OpenChannel } from './channel.ts'

const FOLDER = '/dev/usb'
const STEP_MS = 20
const DEVICE = /^\/dev\/usb\/lp\d{1,2}$/u
/** Character devices 180, 0 to 15, are the kernel's USB printers (its list of devices, admin-guide/devices.txt). */
const USB_MAJOR = 180
const LAST_PRINTER = 15

/** Whether an opened file is a printer: a label must never be written into a file that a setting names. */
export function isUsbPrinter(file: { isCharacterDevice(): boolean; rdev: number }): boolean {
  const major = (file.rdev >> 8) & 0xfff
  const minor = (file.rdev & 0xff) | ((file.rdev >> 12) & 0xfff00)
  return file.isCharacterDevice() && major === USB_MAJOR && minor <= LAST_PRINTER
}

/** The printer devices that the kernel shows, and whether this user may use them. */
export async function listUsbPrinters(folder = FOLDER): Promise<PrinterInfo[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^lp\d+$/u.test(name))
  const sorted = names.toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)))
  return Promise.all(
    sorted.map(async (name) => {
      const path = `${folder}/${name}`
      const problem = await access(path, constants.R_OK | constants.W_OK).then(() => null, fileReason)
      const state = problem === null ? 'unknown' : 'stopped'
      return { transport: 'usb' as const, name: path, isDefault: false, state, reason: problem }
    }),
  )
}

const isAgain = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK')

/**
 * Lines to `/dev/usb/lp*`. Opened without blocking: a printer that is silent, or takes nothing, would hold one of the
 * program's few file threads for ever.
 */
export function openUsb(times: { stallMs: number }): OpenChannel {
  return async (path) => {
    if (!DEVICE.test(path)) throw Object.assign(new Error(`No device: ${path}`), { code: 'NOPRINTER' })
    const file = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    if (!isUsbPrinter(await file.stat())) {
      await file.close()
      throw Object.assign(new Error(`No printer: ${path}`), { code: 'NOPRINTER' })
    }
    const inbox = createInbox()
    const buffer = new Uint8Array(1024)

    const writePiece = async (piece: Uint8Array): Promise<number> => {
      const until = performance.now() + times.stallMs
      for (;;) {
        try {
          return (await file.write(piece)).bytesWritten
        } catch (error) {
          if (!isAgain(error)) throw error
          if (performance.now() > until) throw Object.assign(new Error('The printer takes nothing'), { code: 'EPIPE' })
          await sleep(STEP_MS)
        }
      }
    }
    const pump = async (signal: { stop: boolean }): Promise<void> => {
      while (!signal.stop) {
        try {
          const { bytesRead } = await file.read(buffer, 0, buffer.length)
          if (bytesRead > 0) inbox.add(Buffer.from(buffer.subarray(0, bytesRead)).toString('latin1'))
          else await sleep(STEP_MS)
        } catch (error) {
          if (!isAgain(error)) return inbox.end()
          await sleep(STEP_MS)
        }
      }
    }
    return {
      async write(bytes) {
        for (let at = 0; at < bytes.length;) at += await writePiece(bytes.subarray(at, at + 8192))
      },
      async read(whole, timeoutMs) {
        const signal = { stop: false }
        const pumping = pump(signal)
        const answer = await inbox.take(whole, timeoutMs)
        signal.stop = true
        await pumping
        return answer
      },
      close: () => file.close(),
    }
  }
}
