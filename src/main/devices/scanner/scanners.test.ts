import { describe, expect, it } from 'vitest'
import type { PairedScanner } from '../../../shared/contract/scanners.ts'
import type { DeskEvent } from '../../../shared/contract/index.ts'
import { KNOWN_LAYOUTS } from '../../../shared/hid/layout.ts'
import { encodeCode, encodePart } from '../../../shared/hid/streams.fixture.ts'
import { scannersStatus } from '../../../shared/contract/scanners.ts'
import type { FoundScanner } from './protocol.ts'
import { createScanners } from './scanners.ts'
import type { ScannerProcess } from './supervise.ts'

const [A, , C] = KNOWN_LAYOUTS
const found = (id: string, more: Partial<FoundScanner> = {}): FoundScanner => ({
  id,
  vendorId: 0x0c2e,
  productId: 0x0b6a,
  product: 'Voyager 1602g',
  maker: 'Honeywell',
  serial: `S-${id}`,
  state: 'open',
  detail: null,
  descriptor: null,
  ...more,
})
const pairedAs = (one: FoundScanner, layout = A!): PairedScanner => ({
  vendorId: one.vendorId,
  productId: one.productId,
  serial: one.serial,
  name: 'x',
  layout,
})

/** A desk's scanners with the process in the test's hand. */
function desk(paired: PairedScanner[] = []) {
  let now = Date.parse('2026-11-22T14:00:00.000Z')
  let due: { at: number; run: () => void }[] = []
  let list = paired
  const events: DeskEvent[] = []
  const spawned: { say(message: unknown): void; die(code: number): void; told: unknown[]; killed: boolean }[] = []
  const scanners = createScanners({
    spawn: (): ScannerProcess => {
      let say: (message: unknown) => void = () => {}
      let die: (code: number) => void = () => {}
      const child = { say: (m: unknown) => say(m), die: (c: number) => die(c), told: [] as unknown[], killed: false }
      spawned.push(child)
      return {
        send: (message) => void child.told.push(message),
        onMessage: (listener) => void (say = listener),
        onExit: (listener) => void (die = listener),
        kill: () => void (child.killed = true),
      }
    },
    now: () => new Date(now),
    random: (n) => new Uint8Array(n).fill(7),
    later: (ms, run) => {
      const one = { at: now + ms, run }
      due.push(one)
      return () => void (due = due.filter((other) => other !== one))
    },
    paired: () => list,
    savePaired: (next) => void (list = next),
    emit: (event) => void events.push(event),
    log: { warn: () => {} },
  })
  scanners.start()
  const pass = (ms: number) => {
    now += ms
    for (const one of due.filter(({ at }) => at <= now)) {
      due = due.filter((other) => other !== one)
      one.run()
    }
  }
  const say = (message: unknown) => spawned.at(-1)!.say(message)
  const plug = (...devices: FoundScanner[]) => {
    say({ type: 'devices', scanners: devices, keyboards: [] })
    pass(300)
  }
  const send = (id: string, ...reports: Uint8Array[]) => {
    for (const bytes of reports) say({ type: 'report', id, at: now, bytes: [...bytes] })
  }
  const scans = () => events.flatMap((event) => (event.type === 'scan' ? [event.corrupt ? 'corrupt' : event.text] : []))
  return { scanners, spawned, events, pass, say, plug, send, scans, paired: () => list, now: () => now }
}

describe('scanners in HID POS mode', () => {
  it('give the console what they read, with the symbology apart', () => {
    const one = found('a')
    const { plug, send, events, scanners } = desk([pairedAs(one)])
    plug(one)
    send('a', ...encodeCode(A!, 'x'.repeat(100), ']Q1'))
    expect(events.filter(({ type }) => type === 'scan')).toMatchObject([{ text: 'x'.repeat(100), aim: ']Q1' }])
    const status = scannersStatus.parse(scanners.status())
    expect(status.devices).toMatchObject([{ state: 'ready', layout: 'A' }])
    expect(status.last).toMatchObject({ text: 'x'.repeat(100), refused: null })
    expect(status.last?.raw).toHaveLength(2)
  })

  it('two of them, in different ways of sending, with their parts interleaved', () => {
    const [a, c] = [found('a'), found('c', { vendorId: 0x1eab, serial: '' })]
    const { plug, send, scans } = desk([pairedAs(a), pairedAs(c, C)])
    plug(a, c)
    const [a1, a2] = encodeCode(A!, 'a'.repeat(80), ']Q1')
    const [c1, c2] = encodeCode(C!, 'c'.repeat(80), null)
    send('a', a1!)
    send('c', c1!)
    send('a', a2!)
    send('c', c2!)
    expect(scans()).toEqual(['a'.repeat(80), 'c'.repeat(80)])
  })

  it('ask for a scan again when its end does not come, without waiting for the next one', () => {
    const one = found('a')
    const { plug, send, scans, pass } = desk([pairedAs(one)])
    plug(one)
    send('a', encodeCode(A!, 'x'.repeat(100), ']Q1')[0]!)
    expect(scans()).toEqual([])
    pass(600)
    expect(scans()).toEqual(['corrupt'])
  })

  it('say nothing of what was scanned before they were opened, while locked, or just before the return', () => {
    const one = found('a')
    const { scanners, say, send, scans, pass } = desk([pairedAs(one)])
    say({ type: 'devices', scanners: [one], keyboards: [] })
    const code = (text: string) => encodePart(A!, text, ']C0', false)
    send('a', code('BEFORE'))
    pass(300)
    send('a', code('FIRST'))
    scanners.hold('lock')
    send('a', code('LOCKED'))
    pass(60_000)
    scanners.release('lock')
    send('a', code('QUEUED'))
    pass(300)
    send('a', code('SECOND'))
    expect(scans()).toEqual(['FIRST', 'SECOND'])
  })

  it('stay held until every reason is gone', () => {
    const one = found('a')
    const { scanners, plug, send, scans, pass } = desk([pairedAs(one)])
    plug(one)
    scanners.hold('lock')
    scanners.hold('sleep')
    scanners.release('sleep')
    pass(1000)
    send('a', encodePart(A!, 'X', ']C0', false))
    expect(scans()).toEqual([])
  })
})

describe('setting up', () => {
  it('does not use a scanner that was never set up, and says that it is new', () => {
    const { plug, send, scans, events, scanners } = desk()
    plug(found('a'))
    send('a', encodePart(A!, '1Z999AA10123456784', ']C0', false))
    expect(scans()).toEqual([])
    expect(events).toContainEqual({ type: 'newScanner', name: 'Honeywell Voyager 1602g' })
    expect(scanners.status().devices).toMatchObject([{ state: 'new' }])
  })

  it('learns from the code on the screen, keeps it for this device, and diverts scans meanwhile', () => {
    const one = found('a')
    const { plug, send, scans, scanners, paired } = desk()
    plug(one, found('b'))
    const { code } = scanners.pair()
    send('a', encodePart(C!, 'SOMETHING', null, false))
    expect(scanners.status().pairing).toMatchObject({ state: 'other' })
    send('a', encodePart(C!, code, null, false))
    expect(scanners.status().pairing).toMatchObject({ state: 'learnt', name: 'Honeywell Voyager 1602g' })
    expect(paired()).toMatchObject([{ serial: 'S-a', layout: { id: 'C' } }])
    scanners.endPairing()
    send('a', encodePart(C!, 'REAL', null, false))
    send('b', encodePart(C!, 'NOT SET UP', null, false))
    expect(scans()).toEqual(['REAL'])
  })

  it('refuses a framing that it does not know, and says so', () => {
    const { plug, send, scanners, paired } = desk()
    plug(found('a'))
    const { code } = scanners.pair()
    const odd = encodePart(A!, code, ']C0', false)
    odd[40] = 9
    send('a', odd)
    expect(scanners.status().pairing).toMatchObject({ state: 'unknown' })
    expect(paired()).toEqual([])
  })

  it('uses a new code each time, so that an old one on paper does not count', () => {
    const { scanners } = desk()
    expect(scanners.pair().code).toMatch(/^LOFTS-[2-9A-Z]{8}$/)
  })

  it('forgets a scanner', () => {
    const one = found('a')
    const { scanners, plug, paired } = desk([pairedAs(one)])
    plug(one)
    scanners.forget(one)
    expect(paired()).toEqual([])
    expect(scanners.status().devices).toMatchObject([{ state: 'new' }])
  })

  it('tells the rule to install when the system refuses the device, and which keyboard is a scanner', () => {
    const { say, scanners } = desk()
    say({
      type: 'devices',
      scanners: [found('a', { state: 'denied' })],
      keyboards: [
        { vendorId: 0x0c2e, productId: 1, product: '', maker: '' },
        { vendorId: 0x05e0, productId: 0x1200, product: 'Symbol Bar Code Scanner', maker: '' },
        { vendorId: 0x046d, productId: 2, product: 'USB Keyboard', maker: 'Logitech' },
      ],
    })
    const { rule, keyboards } = scanners.status()
    expect(rule?.text).toBe(
      'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b6a", TAG+="uaccess"',
    )
    expect(rule?.command).toContain('udevadm trigger')
    expect(keyboards).toMatchObject([
      { maker: 'Honeywell', program: 'PAP131' },
      { maker: 'Zebra', program: null },
    ])
  })
})

describe('the scanner process', () => {
  it('is started again after a crash, later each time, and its devices are gone meanwhile', () => {
    const { plug, spawned, pass, scanners } = desk()
    plug(found('a'))
    spawned[0]!.die(139)
    expect(scanners.status()).toMatchObject({ process: { state: 'restarting', crashes: 1 }, devices: [] })
    pass(1000)
    expect(spawned).toHaveLength(2)
    spawned[1]!.die(139)
    pass(1999)
    expect(spawned).toHaveLength(2)
    pass(1)
    expect(spawned).toHaveLength(3)
    plug(found('a'))
    expect(scanners.status().process).toEqual({ state: 'running' })
    pass(61_000)
    spawned[2]!.die(1)
    expect(scanners.status().process).toMatchObject({ crashes: 1 })
  })

  it('is not started again when the driver cannot be used here', () => {
    const { say, spawned, pass, scanners } = desk()
    say({ type: 'unusable', detail: 'no driver' })
    spawned[0]!.die(0)
    pass(120_000)
    expect(spawned).toHaveLength(1)
    expect(scanners.status().process).toEqual({ state: 'unusable', detail: 'no driver' })
  })

  it('is not believed when it says nonsense', () => {
    const { say, scanners, events } = desk()
    for (const nonsense of [
      null,
      7,
      { type: 'report' },
      { type: 'devices', scanners: 'x' },
      { type: 'scan', text: 'X' },
    ])
      say(nonsense)
    expect(scanners.status().devices).toEqual([])
    expect(events.filter(({ type }) => type === 'scan')).toEqual([])
  })

  it('is asked to stop, and ended when it does not', async () => {
    const { spawned, scanners, pass } = desk()
    const stopped = scanners.stop()
    expect(spawned[0]!.told).toEqual([{ type: 'stop' }])
    pass(1000)
    await stopped
    expect(spawned[0]!.killed).toBe(true)
  })
})
