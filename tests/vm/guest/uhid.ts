import { closeSync, openSync, writeSync } from 'node:fs'

const CREATE2 = 11
const INPUT2 = 12
const BUS_USB = 3

export interface VirtualHid {
  send(report: Uint8Array): void
  unplug(): void
}

/** A HID device that this program plays; the kernel and everything above it take it for real. */
export function plugHid(device: {
  name: string
  serial: string
  vendorId: number
  productId: number
  descriptor: Uint8Array
}): VirtualHid {
  const fd = openSync('/dev/uhid', 'r+')
  const create = Buffer.alloc(4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + 4096)
  create.writeUInt32LE(CREATE2, 0)
  create.write(device.name, 4, 'latin1')
  create.write(device.serial, 4 + 128 + 64, 'latin1')
  let at = 4 + 128 + 64 + 64
  at = create.writeUInt16LE(device.descriptor.length, at)
  at = create.writeUInt16LE(BUS_USB, at)
  at = create.writeUInt32LE(device.vendorId, at)
  at = create.writeUInt32LE(device.productId, at)
  at = create.writeUInt32LE(0, at)
  at = create.writeUInt32LE(0, at)
  create.set(device.descriptor, at)
  writeSync(fd, create)
  return {
    send: (report) => {
      const input = Buffer.alloc(4 + 2 + 4096)
      input.writeUInt32LE(INPUT2, 0)
      input.writeUInt16LE(report.length, 4)
      input.set(report, 6)
      writeSync(fd, input)
    },
    unplug: () => closeSync(fd),
  }
}
