import { describe, expect, it, vi } from 'vitest'
import { createPlaces, type Look } from './places.ts'

function world(start: string) {
  let href = start
  const look: Look = { scrolled: [{ at: [0], top: 120 }], focus: [0, 1] }
  const restore = vi.fn<(look: Look) => void>()
  const places = createPlaces({ href: () => href, navigate: (to) => (href = to), look: () => look, restore })
  const scanTo = (to: string) => {
    places.leaving(to)
    href = to
    places.arrived(to)
  }
  return { places, scanTo, restore, look, at: () => href, go: (to: string) => (href = to) }
}

describe('the way back after a scan', () => {
  it('leads to the page that was left, with its look, once', () => {
    // Bug: a scan in the middle of a message left no way back but to look the conversation up again.
    const w = world('/messages/c1?offset=40')
    w.scanTo('/intake')
    expect(w.places.current()?.href).toBe('/messages/c1?offset=40')
    expect(w.places.back()).toBe(true)
    expect(w.at()).toBe('/messages/c1?offset=40')
    expect(w.restore).toHaveBeenCalledExactlyOnceWith(w.look)
    expect(w.places.back()).toBe(false)
  })

  it('is kept while parcel after parcel is scanned', () => {
    const w = world('/waiting')
    w.scanTo('/packages/p1')
    w.scanTo('/handover?packageId=p2')
    w.scanTo('/intake')
    w.scanTo('/packages/p3')
    expect(w.places.current()?.href).toBe('/waiting')
  })

  it('begins anew on a page that a person opened since', () => {
    const w = world('/waiting')
    w.scanTo('/intake')
    w.go('/messages/c2')
    w.scanTo('/intake')
    expect(w.places.current()?.href).toBe('/messages/c2')
  })

  it('is none from the places where scans are at home, and none once one is back', () => {
    const w = world('/intake')
    w.scanTo('/handover?packageId=p1')
    expect(w.places.current()).toBeNull()
    const other = world('/residents')
    other.scanTo('/intake')
    other.go('/residents')
    other.places.arrived('/residents')
    expect(other.places.current()).toBeNull()
  })
})
