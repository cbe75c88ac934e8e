import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const TONES = ['ok', 'known', 'attention', 'error'] as const

function theme(name: string): Record<string, string> {
  const start = css.indexOf(`[data-theme='${name}'] {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return Object.fromEntries(
    Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), ([, key, value]) => [key, value]),
  )
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

/** Text on the grounds it stands on: 4.5 to 1. */
const TEXT: [ink: string, grounds: string[]][] = [
  ['ink', ['canvas', 'surface', 'sunken', 'hover', 'accent-soft']],
  ['ink-2', ['canvas', 'surface', 'sunken', 'hover', 'accent-soft']],
  ['ink-3', ['canvas', 'surface', 'sunken', 'hover', 'accent-soft']],
  ['accent-ink', ['canvas', 'surface', 'sunken', 'hover', 'accent-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['rail-ink', ['rail']],
  ['rail-active-ink', ['rail-active']],
  ['on-plate', ['plate']],
  ...TONES.flatMap((tone): [string, string[]][] => [
    [`on-${tone}`, [tone]],
    [`${tone}-ink`, ['canvas', 'surface', 'sunken', 'hover', `${tone}-soft`]],
  ]),
]

/** Borders of controls, focus, icons and the edges of meaning: 3 to 1. */
const SHAPES: [shape: string, grounds: string[]][] = [
  ['line-strong', ['canvas', 'surface', 'sunken']],
  ['focus', ['canvas', 'surface', 'sunken']],
  ['accent', ['canvas', 'surface', 'sunken']],
]

describe.each(['light', 'dark', 'contrast', 'contrast_light'])('the %s look', (name) => {
  const colours = theme(name)

  it('has enough contrast for every text', () => {
    const needed = name.startsWith('contrast') ? 7 : 4.5
    for (const [ink, grounds] of TEXT)
      for (const ground of grounds) {
        const floor = ink === 'on-error' ? 4.5 : needed
        expect(contrast(colours[ink]!, colours[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(floor)
      }
  })

  it('has enough contrast for every control and for the focus', () => {
    for (const [shape, grounds] of SHAPES)
      for (const ground of grounds)
        expect(contrast(colours[shape]!, colours[ground]!), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3)
  })

  it('tells the four meanings apart without their colour', () => {
    const tones = TONES.map((tone) => colours[tone]!).toSorted((a, b) => luminance(a) - luminance(b))
    for (const [at, tone] of tones.slice(1).entries())
      expect(contrast(tone, tones[at]!), `${tones[at]} and ${tone}`).toBeGreaterThanOrEqual(1.2)
  })
})
