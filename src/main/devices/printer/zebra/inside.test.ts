import { describe, expect, it } from 'vitest'
import { fileReason } from '../file-errors.ts'
import { isInside } from './inside.ts'
import { openTcp } from './tcp.ts'
import { isUsbPrinter, openUsb } from './usb.ts'

describe('where a label printer may be', () => {
  it.each([
    ['192.168.1.50', 9100, true],
    ['10.0.0.1', 9100, true],
    ['172.31.255.255', 9100, true],
    ['172.32.0.1', 9100, false],
    ['::1', 9100, true],
    ['fe80::1%eth0', 9100, true],
    ['fd12::9', 9100, true],
    ['2001:db8::1', 9100, false],
    ['::ffff:203.0.113.9', 9100, false],
    ['::ffff:192.168.1.50', 9100, true],
    ['203.0.113.9', 9100, false],
    ['192.168.1.50', 22, false],
    ['127.0.0.1', 5432, false],
  ])('%s, port %i: %s', (address, port, inside) => expect(isInside(address, port)).toBe(inside))

  // Bug: "printer" 127.0.0.1:5432 makes main speak to any service that listens beside it.
  it('no line is opened to another address or port', async () => {
    const open = openTcp({ connectMs: 100, stallMs: 100, closeMs: 100, anywhere: () => false })
    for (const address of ['203.0.113.9', '127.0.0.1:5432', 'localhost:22']) {
      const error = await open(address).then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(fileReason(error)).toBe('outside-network')
    }
  })

  // Bug: a "USB printer" at the path of a file gets the label written into it, and a label can carry a line for a shell.
  it('USB means a printer of the kernel, never a file that a setting names', async () => {
    const open = openUsb({ stallMs: 100 })
    for (const path of ['/dev/null', '/etc/hostname', '/dev/usb/../null', '/dev/usb/lp0/../../null', 'lp0']) {
      const error = await open(path).then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(fileReason(error)).toBe('no-printer-device')
    }
    const device = (major: number, minor: number) => ({ isCharacterDevice: () => true, rdev: (major << 8) | minor })
    expect(isUsbPrinter(device(180, 0))).toBe(true)
    expect(isUsbPrinter(device(180, 96))).toBe(false)
    expect(isUsbPrinter(device(1, 3))).toBe(false)
    expect(isUsbPrinter({ isCharacterDevice: () => false, rdev: 180 << 8 })).toBe(false)
  })
})
