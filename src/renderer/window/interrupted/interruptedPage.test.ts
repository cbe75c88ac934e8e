import { describe, expect, it, vi } from 'vitest'
import { createInterruptedPage, type Look } from './interruptedPage.ts'

function world(start: string) {
  let href = start
  const look: Look = { scrolled: [{ at: [0], top: 120 }], focus: [0, 1] }
  const restore = vi.fn<(look: Look) => void>()
  const timers = new Set<() => void>()
  const interrupted = createInterruptedPage({
    href: () => href,
    navigate: (to) => (href = to),
    look: () => look,
    restore,
    later: (run) => {
      timers.add(run)
      return () => timers.delete(run)
    },
  })
  const passTime = () => timers.forEach((run) => run())
  const scanTo = (to: string) => {
    interrupted.leaving(to)
    href = to
    interrupted.arrived(to)
  }
  const go = (to: string) => {
    href = to
    interrupted.arrived(to)
  }
  return { interrupted, scanTo, restore, look, at: () => href, go, passTime }
}

describe('the way back after a scan', () => {
  it('leads to the page that was left, with its look, once', () => {
    // Bug: a scan in the middle of a message left no way back but to look the conversation up again.
    const w = world('/messages/c1?offset=40')
    w.scanTo('/intake')
    expect(w.interrupted.left.get()?.href).toBe('/messages/c1?offset=40')
    expect(w.interrupted.back()).toBe(true)
    expect(w.at()).toBe('/messages/c1?offset=40')
    expect(w.restore).toHaveBeenCalledExactlyOnceWith(w.look)
    expect(w.interrupted.back()).toBe(false)
  })

  it('is kept while parcel after parcel is scanned', () => {
    const w = world('/waiting')
    w.scanTo('/packages/p1')
    w.scanTo('/handover?packageId=p2')
    w.scanTo('/intake')
    w.scanTo('/packages/p3')
    expect(w.interrupted.left.get()?.href).toBe('/waiting')
  })

  it('begins anew on a page that a person opened since', () => {
    const w = world('/waiting')
    w.scanTo('/intake')
    w.go('/messages/c2')
    w.scanTo('/intake')
    expect(w.interrupted.left.get()?.href).toBe('/messages/c2')
  })

  it('is none from the places where scans are at home, and none once one is back', () => {
    const w = world('/intake')
    w.scanTo('/handover?packageId=p1')
    expect(w.interrupted.left.get()).toBeNull()
    const other = world('/residents')
    other.scanTo('/intake')
    other.go('/residents')
    expect(other.interrupted.left.get()).toBeNull()
  })

  it('is none once somebody is back on that page, whatever part of it they see', () => {
    // Bug: the line stood there for the rest of the morning.
    const w = world('/messages/c1?messageId=m1&offset=40')
    w.scanTo('/intake')
    w.go('/messages/c1')
    expect(w.interrupted.left.get()).toBeNull()
  })

  it('is none once somebody has gone on to something else by hand, but stays beside the parcels', () => {
    const w = world('/waiting')
    w.scanTo('/intake')
    w.go('/packages/p1')
    w.go('/handover')
    expect(w.interrupted.left.get()?.href).toBe('/waiting')
    w.go('/residents/r1')
    expect(w.interrupted.left.get()).toBeNull()
  })

  it('is none a good while after the last scan', () => {
    const w = world('/waiting')
    w.scanTo('/intake')
    w.scanTo('/handover?packageId=p1')
    w.passTime()
    expect(w.interrupted.left.get()).toBeNull()
  })
})
