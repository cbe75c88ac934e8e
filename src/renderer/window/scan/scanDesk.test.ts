import { describe, expect, it, vi } from 'vitest'
import type { ScanOutcome } from '../../../shared/contract/scan.ts'
import { asIntake } from '../../parcel/outcome/asIntake.ts'
import { createScanDesk, type ScanDeskPorts } from './scanDesk.ts'
import type { Scan } from './scan.ts'

const scan = (text: string): Scan => ({
  text,
  aim: null,
  corrupt: false,
  at: 0,
  via: 'screen',
  wedge: null,
})
const unknown = (raw: string): ScanOutcome => ({ kind: 'unknown', raw, normalised: raw, previous: null })

function desk(ports: Partial<ScanDeskPorts> = {}) {
  const routed: string[] = []
  const answered: string[] = []
  const ticks = vi.fn<() => void>()
  const made = createScanDesk({
    resolve: async ({ text }) => unknown(text),
    take: () => false,
    byDefault: async (outcome) => {
      if (outcome.kind === 'unknown') routed.push(outcome.raw)
    },
    onDouble: ticks,
    onError: () => {},
    dismiss: () => {},
    now: () => 0,
    measure:
      ({ text }) =>
      () =>
        void answered.push(text),
    ...ports,
  })
  return { made, routed, answered, ticks }
}

describe('the scan desk', () => {
  // Bug: who had filled in a form was told on the next page that their typing was too slow for a scan.
  it('judges typing only where a scan is tried out, and forgets it there', () => {
    const { made } = desk()
    const slow = { reason: 'too-slow', chars: 8, maxGap: 200, medianGap: 150 } as const
    made.reject(slow)
    expect(made.status.get().rejected).toBeNull()
    const leave = made.divert(() => {})
    expect(made.status.get().rejected).toBeNull()
    made.reject(slow)
    expect(made.status.get().rejected?.rejection).toBe(slow)
    leave()
    expect(made.status.get().rejected).toBeNull()
  })

  it('loses none of two scans within 50 ms, and keeps their order though main answers out of order', async () => {
    const { made, routed } = desk({
      resolve: async ({ text }) => {
        await new Promise((resolve) => setTimeout(resolve, text === 'FIRST' ? 20 : 0))
        return unknown(text)
      },
    })
    void made.receive(scan('FIRST'))
    await made.receive(scan('SECOND'))
    expect(routed).toEqual(['FIRST', 'SECOND'])
  })

  it('takes a chosen meaning the way of a scan, after the scans that came before the choice', async () => {
    // Bug: the choice went past the work that was open, which would have taken it.
    const intake: ScanOutcome = asIntake({ kind: 'unknown', raw: 'ODD', normalised: 'ODD', previous: null })
    const claimed: string[] = []
    let choose = () => {}
    const { made } = desk({
      take: (outcome) => outcome.kind === 'intake' && claimed.push(outcome.raw) > 0,
      byDefault: async (_outcome, _scan, turn) => {
        choose = () => turn.choose(intake)
      },
    })
    await made.receive(scan('ODD'))
    expect(claimed).toEqual([])
    choose()
    await made.receive(scan('NEXT'))
    expect(claimed).toEqual(['ODD'])
  })

  it('gives a command code to what is on the screen first, then to the work that is open', async () => {
    // Bug: "done" over a list with a chosen row was answered by the intake below it.
    const taken: ScanOutcome[] = []
    const { made, routed } = desk({
      resolve: async () => ({ kind: 'command', command: 'done' }),
      take: (outcome) => taken.push(outcome) > 0,
    })
    const leave = made.commands.register((command) => command === 'done')
    await made.receive(scan('DONE'))
    expect(taken).toEqual([])
    leave()
    made.forget()
    await made.receive(scan('DONE'))
    expect(taken).toHaveLength(1)
    expect(routed).toEqual([])
  })

  it('begins with no scan before the one before it was taken', async () => {
    // Bug: the second of two labels was read by what was open before the first one.
    const order: string[] = []
    const { made } = desk({
      take: async (_outcome, { text }) => {
        order.push(`${text} comes`)
        await Promise.resolve()
        order.push(`${text} is taken`)
        return true
      },
    })
    void made.receive(scan('A'))
    await made.receive(scan('B'))
    expect(order).toEqual(['A comes', 'A is taken', 'B comes', 'B is taken'])
  })

  it('asks once for a code that was read twice, and leaves the first answer as it is', async () => {
    // Bug: the second read replaced the answer to the first and what it offered.
    const { made, routed, ticks } = desk()
    await made.receive(scan('A'))
    await made.receive(scan('A'))
    expect(routed).toEqual(['A'])
    expect(ticks).toHaveBeenCalledOnce()
  })

  it.each<[string, Partial<ScanDeskPorts>]>([
    ['it was put away', {}],
    ['main gave none', { resolve: () => Promise.reject(new Error('closed')) }],
    [
      'it was misread',
      {
        resolve: async ({ text }) => ({
          kind: 'misread',
          carrier: 'ups',
          fault: 'check',
          raw: text,
          normalised: text,
          previous: null,
        }),
      },
    ],
  ])('means the same code once more when its answer does not stand: %s', async (why, ports) => {
    const { made, ticks } = desk(ports)
    await made.receive(scan('A'))
    if (why === 'it was put away') made.forget()
    await made.receive(scan('A'))
    expect(ticks).not.toHaveBeenCalled()
  })

  it('closes what floats above the screen before it acts', async () => {
    const order: string[] = []
    const { made } = desk({ dismiss: () => order.push('dismiss'), byDefault: async () => void order.push('act') })
    await made.receive(scan('A'))
    expect(order).toEqual(['dismiss', 'act'])
  })

  it('measures each answer once, also when main refuses', async () => {
    const onError = vi.fn<(error: unknown) => void>()
    const { made, answered } = desk({ resolve: () => Promise.reject(new Error('closed')), onError })
    await made.receive(scan('A'))
    expect(answered).toEqual(['A'])
    expect(onError).toHaveBeenCalledOnce()
  })

  it('does nothing with a scan of the settings’ test field but show it', async () => {
    const { made, routed } = desk()
    const shown: string[] = []
    const stop = made.divert(({ text }) => shown.push(text))
    await made.receive(scan('TEST'))
    stop()
    await made.receive(scan('REAL'))
    expect(shown).toEqual(['TEST'])
    expect(routed).toEqual(['REAL'])
  })
})
