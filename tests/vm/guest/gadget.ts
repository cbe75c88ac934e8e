import { mkdirSync, readdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const GADGETS = '/sys/kernel/config/usb_gadget'

/** A USB device on the machine's own dummy bus: plugged in and out for the kernel as with a cable. */
export function usbGadget(
  name: string,
  ids: { vendorId: number; productId: number; serial: string; product: string },
  func: { type: string; attributes: Record<string, string | Uint8Array> },
) {
  const root = join(GADGETS, name)
  const set = (path: string, value: string | Uint8Array) => writeFileSync(join(root, path), value)
  mkdirSync(root)
  set('idVendor', `0x${ids.vendorId.toString(16)}`)
  set('idProduct', `0x${ids.productId.toString(16)}`)
  mkdirSync(join(root, 'strings/0x409'))
  set('strings/0x409/serialnumber', ids.serial)
  set('strings/0x409/product', ids.product)
  set('strings/0x409/manufacturer', 'Test')
  mkdirSync(join(root, 'configs/c.1'))
  const instance = `functions/${func.type}.${name}`
  mkdirSync(join(root, instance))
  for (const [key, value] of Object.entries(func.attributes)) set(`${instance}/${key}`, value)
  symlinkSync(join(root, instance), join(root, `configs/c.1/${func.type}.${name}`))
  const controller = readdirSync('/sys/class/udc')[0]!
  return {
    plug: () => set('UDC', controller),
    unplug: () => set('UDC', '\n'),
    remove: () => {
      unlinkSync(join(root, `configs/c.1/${func.type}.${name}`))
      for (const folder of [instance, 'configs/c.1', 'strings/0x409', '']) rmdirSync(join(root, folder))
    },
  }
}
