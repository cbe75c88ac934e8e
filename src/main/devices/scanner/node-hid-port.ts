import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { HidPort } from './hid-port.ts'

const SYSFS = '/sys/class/hidraw'
const linux = process.platform === 'linux'

/** The real devices, through node-hid. Only HIDAsync: its reads have a thread of their own for each device. */
export async function nodeHidPort(): Promise<HidPort> {
  const { default: hid } = await import('node-hid')
  // The driver is loaded by its first use: should it not fit this computer, that is said at once.
  await hid.devicesAsync()
  return {
    list: async () =>
      (await hid.devicesAsync()).flatMap((device) =>
        device.path === undefined
          ? []
          : [
              {
                path: device.path,
                vendorId: device.vendorId,
                productId: device.productId,
                usagePage: device.usagePage ?? 0,
                usage: device.usage ?? 0,
                serial: device.serialNumber ?? '',
                product: device.product ?? '',
                maker: device.manufacturer ?? '',
              },
            ],
      ),

    open: async (path, events) => {
      const handle = await hid.HIDAsync.open(path, { nonExclusive: true })
      // Without this listener an unplugged scanner would end the process. What it is given is a text, not an Error.
      handle.on('error', (error: unknown) => events.onLost(String(error)))
      handle.on('data', (data: Buffer) => events.onReport(data))
      return { close: () => handle.close() }
    },

    signature: () => {
      if (!linux) return null
      try {
        return readdirSync(SYSFS).toSorted().join(' ')
      } catch {
        return ''
      }
    },

    isDenied: (path) => {
      if (!linux) return false
      try {
        accessSync(path, constants.R_OK | constants.W_OK)
        return false
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EACCES'
      }
    },

    descriptor: (path) => {
      if (!linux) return null
      try {
        return readFileSync(join(SYSFS, basename(path), 'device/report_descriptor'))
      } catch {
        return null
      }
    },
  }
}
