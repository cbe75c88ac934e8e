// Runs inside the machine: plays scanners and a printer to the kernel, and checks what the project's own code makes of
// them. Answers on the console in the Test Anything Protocol.
import { spawn } from 'node:child_process'
import { accessSync, chmodSync, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { listUsbPrinters, openUsb } from '../../../src/main/devices/printer/zebra/usb.ts'
import { layoutFromDescriptor } from '../../../src/shared/hid/descriptor.ts'
import { KNOWN_LAYOUTS } from '../../../src/shared/hid/layout.ts'
import { DESCRIPTOR_A, encodeCode } from '../../../src/shared/hid/streams.fixture.ts'
import { equal, openBench, pause, until } from './bench.ts'
import { usbGadget } from './gadget.ts'
import { NAMES } from './names.ts'
import { plugHid } from './uhid.ts'

const [A] = KNOWN_LAYOUTS
const GS = '\u001D'
const KEYBOARD = Uint8Array.of(
  5,
  1,
  9,
  6,
  0xa1,
  1,
  5,
  7,
  0x19,
  0,
  0x29,
  0x65,
  0x15,
  0,
  0x25,
  0x65,
  0x75,
  8,
  0x95,
  6,
  0x81,
  0,
  0xc0,
)
const VENDOR = Uint8Array.of(6, 0x8c, 0xff, 9, 2, 0xa1, 1, 0x75, 8, 0x95, 8, 9, 1, 0x81, 2, 0xc0)
const LONG = `[)>\u001E01${GS}96H2X1Y4${GS}124${GS}${'0123456789'.repeat(12)}`

const bench = openBench()
const say = (text: string) => void process.stdout.write(`${text}\n`)
let count = 0

async function check(name: (typeof NAMES)[number], body: () => Promise<void>): Promise<void> {
  const started = Date.now()
  count += 1
  try {
    await body()
    say(`ok ${count} - ${name}`)
    say(`# ${Date.now() - started} ms`)
  } catch (error) {
    say(`not ok ${count} - ${name}`)
    for (const line of String(error instanceof Error ? error.stack : error).split('\n')) say(`# ${line}`)
  }
}

const scanner = (serial: string, productId = 0x0b6a) =>
  plugHid({ name: 'Honeywell Voyager 1602g', serial, vendorId: 0x0c2e, productId, descriptor: DESCRIPTOR_A })
const code = (text: string, aim = ']C0') => encodeCode(A!, text, aim)

let first = scanner('ONE')
await check(NAMES[0], async () => {
  plugHid({ name: 'Honeywell Xenon', serial: 'KBD', vendorId: 0x0c2e, productId: 0x0b61, descriptor: KEYBOARD })
  plugHid({ name: 'Honeywell REM', serial: 'REM', vendorId: 0x0c2e, productId: 0x0b6a, descriptor: VENDOR })
  await bench.states(['ONE new'])
  equal(
    bench.scanners.status().keyboards.map(({ productId, program }) => [productId, program]),
    [[0x0b61, 'PAP131']],
  )
})

await check(NAMES[1], async () => {
  const { code: shown } = bench.scanners.pair()
  for (const report of code(shown)) first.send(report)
  await until(
    () => bench.scanners.status().pairing?.state === 'learnt',
    () => JSON.stringify(bench.scanners.status()),
  )
  bench.scanners.endPairing()
  await bench.states(['ONE ready'])
})

await check(NAMES[2], async () => {
  for (const report of code(LONG, ']U1')) first.send(report)
  await bench.scanned(1)
  equal([bench.last()?.text, bench.last()?.aim, bench.last()?.corrupt], [LONG, ']U1', false])
})

const second = scanner('TWO')
await check(NAMES[3], async () => {
  bench.pairAs([...bench.paired(), { ...bench.paired()[0]!, serial: 'TWO' }])
  await bench.states(['ONE ready', 'TWO ready'])
  const before = bench.codes().length
  const [one, two] = [code('1'.repeat(100), ']Q1'), code('2'.repeat(100), ']L2')]
  first.send(one[0]!)
  second.send(two[0]!)
  first.send(one[1]!)
  second.send(two[1]!)
  await bench.scanned(before + 2)
  equal(
    bench
      .codes()
      .slice(before)
      .map(({ text, aim }) => [text, aim])
      .toSorted(),
    [
      ['1'.repeat(100), ']Q1'],
      ['2'.repeat(100), ']L2'],
    ],
  )
})

await check(NAMES[4], async () => {
  const before = bench.codes().length
  bench.scanners.hold('lock')
  for (const report of code('WHILE LOCKED')) first.send(report)
  await pause(300)
  bench.scanners.release('lock')
  await pause(350)
  for (const report of code('AFTERWARDS')) first.send(report)
  await bench.scanned(before + 1)
  equal(
    bench
      .codes()
      .slice(before)
      .map(({ text }) => text),
    ['AFTERWARDS'],
  )
})

await check(NAMES[5], async () => {
  first.unplug()
  await bench.states(['TWO ready'])
  first = scanner('ONE')
  await bench.states(['ONE ready', 'TWO ready'])
  const before = bench.codes().length
  for (const report of code('BACK AGAIN')) first.send(report)
  await bench.scanned(before + 1)
  equal(bench.last()?.text, 'BACK AGAIN')
  equal(bench.pids.length, 1)
})

await check(NAMES[6], async () => {
  const gadget = usbGadget(
    'scanner',
    { vendorId: 0x1eab, productId: 0x0d10, serial: 'USB', product: 'FM420' },
    { type: 'hid', attributes: { protocol: '0', subclass: '0', report_length: '64', report_desc: DESCRIPTOR_A } },
  )
  bench.pairAs([...bench.paired(), { vendorId: 0x1eab, productId: 0x0d10, serial: 'USB', name: 'FM420', layout: A! }])
  for (const round of ['first', 'second']) {
    gadget.plug()
    await bench.states(['ONE ready', 'TWO ready', 'USB ready'])
    const before = bench.codes().length
    const wire = await open('/dev/hidg0', 'r+')
    for (const report of code(`over USB, ${round}`)) await wire.write(report)
    await bench.scanned(before + 1)
    equal(bench.last()?.text, `over USB, ${round}`)
    await wire.close()
    gadget.unplug()
    await bench.states(['ONE ready', 'TWO ready'])
  }
  gadget.remove()
})

await check(NAMES[7], async () => {
  const nodes = () => readdirSync('/dev').filter((name) => name.startsWith('hidraw'))
  const before = nodes()
  const third = scanner('DENIED')
  await until(
    () => nodes().length > before.length,
    () => 'no new device',
  )
  const node = `/dev/${nodes().find((name) => !before.includes(name))!}`
  const guest = openBench({ uid: 65_534 })
  guest.pairAs([{ ...bench.paired()[0]!, serial: 'DENIED' }])
  await until(
    () => guest.scanners.status().devices.some(({ serial, state }) => serial === 'DENIED' && state === 'denied'),
    () => JSON.stringify(guest.scanners.status()),
  )
  if (!guest.scanners.status().rule?.text.includes('0c2e')) throw new Error('no rule is offered')
  chmodSync(node, 0o666)
  await until(
    () => guest.scanners.status().devices.some(({ serial, state }) => serial === 'DENIED' && state === 'ready'),
    () => JSON.stringify(guest.scanners.status()),
  )
  await pause(350)
  for (const report of code('PERMITTED')) third.send(report)
  await guest.scanned(1)
  equal(guest.last()?.text, 'PERMITTED')
  await guest.scanners.stop()
  third.unplug()
})

await check(NAMES[8], async () => {
  process.kill(bench.pids.at(-1)!, 'SIGKILL')
  await until(
    () => bench.scanners.status().process.state === 'restarting',
    () => JSON.stringify(bench.scanners.status()),
  )
  await bench.states(['ONE ready', 'TWO ready'])
  equal(bench.pids.length, 2)
  const before = bench.codes().length
  for (const report of code('READ ON')) first.send(report)
  await bench.scanned(before + 1)
  equal(bench.last()?.text, 'READ ON')
})

await check(NAMES[9], async () => {
  const { nodeHidPort } = await import('../../../src/main/devices/scanner/node-hid-port.ts')
  const port = await nodeHidPort()
  const device = (await port.list()).find(({ usagePage, serial }) => usagePage === 0x8c && serial === 'ONE')
  const layout = layoutFromDescriptor(port.descriptor(device!.path)!)
  equal({ ...layout, id: 'A' }, A)
})

await check(NAMES[10], async () => {
  const gadget = usbGadget(
    'printer',
    { vendorId: 0x0a5f, productId: 0x0166, serial: 'ZPL', product: 'ZD421' },
    { type: 'printer', attributes: { pnp_string: 'MFG:Zebra;MDL:ZD421;CMD:ZPL;', q_len: '10' } },
  )
  gadget.plug()
  await until(
    () => exists('/dev/usb/lp0') && exists('/dev/g_printer0'),
    () => readdirSync('/dev').join(' '),
  )
  const zpl = Buffer.from(`^XA^CI28^FO10,10^FDGonzález 804^FS${'^FO1,1^GB9,9,9^FS'.repeat(300)}^XZ`)
  // Another process plays the printer: both ends wait for each other.
  const printer = spawn('/bin/busybox', ['cat', '/dev/g_printer0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  printer.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [found] = await listUsbPrinters()
  equal([found?.name, found?.reason], ['/dev/usb/lp0', null])
  const host = await openUsb({ stallMs: 20_000 })('/dev/usb/lp0')
  await host.write(zpl)
  await until(
    () => Buffer.concat(chunks).length >= zpl.length,
    () => `${Buffer.concat(chunks).length} of ${zpl.length} bytes`,
  )
  equal(Buffer.concat(chunks).toString('base64'), zpl.toString('base64'))
  printer.kill('SIGKILL')
  gadget.unplug()
  await until(
    () => !exists('/dev/usb/lp0'),
    () => 'the printer is still there',
  )
  const refused = await host.write(zpl).then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code,
  )
  if (refused === null) throw new Error('writing to an unplugged printer was no error')
  equal(await listUsbPrinters(), [])
})

function exists(path: string): boolean {
  try {
    accessSync(path)
    return true
  } catch {
    return false
  }
}

await bench.scanners.stop()
say(`1..${count}`)
process.exit(0)
