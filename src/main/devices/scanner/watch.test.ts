import { describe, expect, it } from 'vitest'
import type { HidDevice, HidEvents, HidPort } from './hid-port.ts'
import type { FromProcess } from './protocol.ts'
import { watchScanners } from './watch.ts'

const scanner = (path: string, more: Partial<HidDevice> = {}): HidDevice => ({
  path,
  vendorId: 0x0c2e,
  productId: 0x0b6a,
  usagePage: 0x8c,
  usage: 2,
  serial: path,
  product: 'Voyager',
  maker: 'Honeywell',
  ...more,
})

/** A bench of devices to plug, unplug and forbid; time moves when told. */
function bench(options: { cheap?: boolean } = {}) {
  const plugged = new Map<string, HidDevice>()
  const forbidden = new Set<string>()
  const opened = new Map<string, HidEvents>()
  const closed: string[] = []
  const sent: FromProcess[] = []
  let lists = 0
  let now = 10_000
  let due: { at: number; run: () => void }[] = []
  const hid: HidPort = {
    list: async () => {
      lists += 1
      return [...plugged.values()]
    },
    open: async (path, events) => {
      if (forbidden.has(path)) throw new Error('cannot open device')
      opened.set(path, events)
      return { close: async () => void closed.push(path) }
    },
    signature: () => ((options.cheap ?? true) ? [...plugged.keys()].join(' ') : null),
    isDenied: (path) => forbidden.has(path),
    descriptor: () => null,
  }
  const watch = watchScanners({
    hid,
    send: (message) => void sent.push(message),
    now: () => now,
    later: (ms, run) => {
      const one = { at: now + ms, run }
      due.push(one)
      return () => void (due = due.filter((other) => other !== one))
    },
  })
  /** Lets promises settle, then moves on to each thing that is due. */
  const pass = async (ms: number) => {
    const end = now + ms
    await settle()
    for (let next = first(); next && next.at <= end; next = first()) {
      now = next.at
      due = due.filter((one) => one !== next)
      next.run()
      await settle()
    }
    now = end
  }
  const first = () => due.toSorted((a, b) => a.at - b.at)[0]
  const settle = async () => {
    for (let i = 0; i < 30; i++) await Promise.resolve()
  }
  const scanners = () => {
    const last = sent.findLast((message) => message.type === 'devices')
    return last?.type === 'devices' ? last.scanners.map(({ id, state }) => `${id} ${state}`) : []
  }
  return { plugged, forbidden, opened, closed, sent, pass, scanners, watch, lists: () => lists }
}

describe('watching for scanners', () => {
  it('opens bar code scanners by their usage, and nothing else of the same maker', async () => {
    const { plugged, pass, scanners, opened, sent } = bench()
    plugged.set('a', scanner('a'))
    plugged.set('rem', scanner('rem', { usagePage: 0xff8c }))
    plugged.set('kbd', scanner('kbd', { usagePage: 1, usage: 6 }))
    await pass(600)
    expect(scanners()).toEqual(['a open'])
    expect([...opened.keys()]).toEqual(['a'])
    expect(sent.findLast((m) => m.type === 'devices')).toMatchObject({ keyboards: [{ vendorId: 0x0c2e }] })
  })

  it('reads two at once, each under its own name', async () => {
    const { plugged, pass, opened, sent } = bench()
    plugged.set('a', scanner('a'))
    plugged.set('b', scanner('b'))
    await pass(600)
    opened.get('a')!.onReport(Uint8Array.of(2, 1))
    opened.get('b')!.onReport(Uint8Array.of(2, 2))
    expect(sent.filter((m) => m.type === 'report')).toMatchObject([
      { id: 'a', bytes: [2, 1] },
      { id: 'b', bytes: [2, 2] },
    ])
  })

  it('closes one that was unplugged and opens it again when it comes back, without a restart', async () => {
    const { plugged, pass, scanners, opened, closed } = bench()
    plugged.set('a', scanner('a'))
    await pass(600)
    plugged.delete('a')
    opened.get('a')!.onLost('could not read from HID device')
    await pass(1100)
    expect(scanners()).toEqual([])
    expect(closed).toEqual(['a'])
    opened.clear()
    plugged.set('a2', scanner('a2'))
    await pass(1100)
    expect(scanners()).toEqual(['a2 open'])
    expect(opened.has('a2')).toBe(true)
  })

  it('opens one again that lost its line though it is still listed', async () => {
    const { plugged, pass, scanners, opened } = bench()
    plugged.set('a', scanner('a'))
    await pass(600)
    opened.get('a')!.onLost('broken pipe')
    await pass(1100)
    expect(scanners()).toEqual(['a open'])
  })

  it('says no permission only after the system had its moment, and opens once it is given', async () => {
    const { plugged, forbidden, pass, scanners } = bench()
    await pass(600)
    plugged.set('a', scanner('a'))
    forbidden.add('a')
    await pass(600)
    expect(scanners()).toEqual([])
    await pass(2000)
    expect(scanners()).toEqual(['a denied'])
    forbidden.clear()
    await pass(4000)
    expect(scanners()).toEqual(['a open'])
  })

  it('does not list all devices again and again while nothing changes', async () => {
    const still = bench()
    still.plugged.set('a', scanner('a'))
    await still.pass(1000)
    const before = still.lists()
    await still.pass(60_000)
    expect(still.lists()).toBe(before)
    const dear = bench({ cheap: false })
    await dear.pass(60_000)
    expect(dear.lists()).toBeGreaterThan(15)
    expect(dear.lists()).toBeLessThan(22)
  })

  it('closes everything when it stops', async () => {
    const { plugged, pass, closed, watch } = bench()
    plugged.set('a', scanner('a'))
    await pass(600)
    await watch.stop()
    expect(closed).toEqual(['a'])
  })
})
