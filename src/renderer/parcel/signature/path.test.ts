import { array, assert, double, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signaturePath as accepted } from '../../../shared/contract/packages.ts'
import { inkLength, isSigned, MAX_PATH, onPad, PAD, signaturePath, simplify, strokePath, type Point } from './path.ts'

const wave = (count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({ x: (i / count) * 600, y: 100 + 80 * Math.sin(i / 9) }))
const scribble = (count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({ x: (i * 7919) % 600, y: (i * 104_729) % 200 }))

describe('signature path', () => {
  it('draws curves, not the corners of the samples', () => {
    const data = signaturePath([wave(120)])
    expect(data).toMatch(/^M[\d.]+ [\d.]+Q/)
    expect(accepted.safeParse(data).success).toBe(true)
  })

  it('is always something main accepts, and bounded, whatever was drawn', () => {
    const point = record({
      x: double({ min: -1e6, max: 1e6, noNaN: true }),
      y: double({ min: -1e6, max: 1e6, noNaN: true }),
    })
    assert(
      property(array(array(point, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 8 }), (strokes) => {
        const data = signaturePath(strokes)
        return data.length <= MAX_PATH && accepted.safeParse(data).success
      }),
    )
  })

  it('bounds a scribble of minutes', () => {
    expect(signaturePath([scribble(40_000)]).length).toBeLessThanOrEqual(MAX_PATH)
    const many = Array.from({ length: 3000 }, () => scribble(6))
    const data = signaturePath(many)
    expect(data.length).toBeLessThanOrEqual(MAX_PATH)
    expect(data.length).toBeGreaterThan(MAX_PATH / 2)
  })

  it('keeps the shape within the tolerance', () => {
    const line = wave(500)
    const kept = simplify(line, 0.6)
    expect(kept.length).toBeLessThan(line.length / 3)
    expect(kept[0]).toEqual(line[0])
    expect(kept.at(-1)).toEqual(line.at(-1))
  })

  it('draws the dot of an i', () => {
    expect(strokePath([{ x: 10, y: 20 }])).toBe('M10 20L10 20')
  })

  it('keeps ink drawn past the edge on the pad', () => {
    expect(
      strokePath([
        { x: -30, y: -5 },
        { x: 9999, y: 9999 },
      ]),
    ).toBe(`M0 0L${PAD.width} ${PAD.height}`)
  })

  it('does not take a touched pad for a signature', () => {
    expect(isSigned([[{ x: 10, y: 10 }]])).toBe(false)
    expect(isSigned([wave(200)])).toBe(true)
    expect(inkLength([])).toBe(0)
  })

  it('is the same ink on a pad of any size', () => {
    const box = { left: 100, top: 50, width: 1200, height: 400 }
    expect(onPad({ clientX: 700, clientY: 250 }, box)).toEqual({ x: 300, y: 100 })
  })
})
