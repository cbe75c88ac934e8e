import { describe, expect, it, vi } from 'vitest'
import { createInterruptedPage, type Look } from './interruptedPage.ts'

function world(start: string) {
  let href = start
  const look: Look = { scrolled: [{ at: [0], top: 120 }], focus: [0, 1] }
  const restore = vi.fn<(look: Look) => void>()
  const interrupted = createInterruptedPage({
    href: () => href,
    navigate: (to) => (href = to),
    look: () => look,
    restore,
  })
  const scanTo = (to: string) => {
    interrupted.leaving(to)
    href = to
    interrupted.arrived(to)
  }
  return { interrupted, scanTo, restore, look, at: () => href, go: (to: string) => (href = to) }
}

describe('the way back after a scan', () => {
  it('leads to the page that was left, with its look, once', () => {
    // Bug: a scan in the middle of a message left no way back but to look the conversation up again.
    const w = world('/messages/c1?offset=40')
    w.scanTo('/intake')
    expect(w.interrupted.current()?.href).toBe('/messages/c1?offset=40')
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
    expect(w.interrupted.current()?.href).toBe('/waiting')
  })

  it('begins anew on a page that a person opened since', () => {
    const w = world('/waiting')
    w.scanTo('/intake')
    w.go('/messages/c2')
    w.scanTo('/intake')
    expect(w.interrupted.current()?.href).toBe('/messages/c2')
  })

  it('is none from the places where scans are at home, and none once one is back', () => {
    const w = world('/intake')
    w.scanTo('/handover?packageId=p1')
    expect(w.interrupted.current()).toBeNull()
    const other = world('/residents')
    other.scanTo('/intake')
    other.go('/residents')
    other.interrupted.arrived('/residents')
    expect(other.interrupted.current()).toBeNull()
  })
})
