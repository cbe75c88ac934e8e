import { describe, expect, it } from 'vitest'
import { fitText, LEADING, type FitRoom } from './fit-text.ts'
import type { LabelFonts } from './layout-model.ts'

/** Every character is half an em wide. */
const fonts: LabelFonts = {
  pick: () => 'mono',
  width: (text) => Array.from(text).length * 0.5,
  code128: () => [],
  qr: () => [],
}
const room: FitRoom = { weight: 700, widthMm: 40, heightMm: 20, maxMm: 8, minMm: 3, maxLines: 2 }
const texts = (text: string, change: Partial<FitRoom> = {}): string[] =>
  fitText(text, { ...room, ...change }, fonts).lines.map((line) => line.text)

describe('fitText', () => {
  it('sets a short name at full size', () => {
    expect(fitText('Ana', room, fonts)).toMatchObject({ sizeMm: 8, cut: false })
  })
  it('takes two larger lines over one small one, breaking at a space or a hyphen', () => {
    expect(texts('Genevieve Bouchard')).toEqual(['Genevieve', 'Bouchard'])
    expect(texts('Bouchard-Lavallee')).toEqual(['Bouchard-', 'Lavallee'])
  })
  it('breaks a word that no line can hold instead of running over the edge', () => {
    const long = 'W'.repeat(50)
    expect(texts(long).join('')).toBe(long)
  })
  it('cuts with an ellipsis only at the floor', () => {
    const fitted = fitText('Wolfeschlegel '.repeat(12).trim(), room, fonts)
    expect(fitted).toMatchObject({ sizeMm: 3, cut: true })
    expect(fitted.lines.at(-1)?.text.endsWith('…')).toBe(true)
  })
  it.each(['a', 'abc def', 'Wolfeschlegel '.repeat(9), 'x'.repeat(80), 'a-b-c-'.repeat(30)])(
    'never leaves the room: %s',
    (text) => {
      for (const maxLines of [1, 2] as const) {
        const fitted = fitText(text.trim(), { ...room, maxLines }, fonts)
        expect(fitted.lines.length).toBeLessThanOrEqual(maxLines)
        expect(fitted.lines.length * LEADING * fitted.sizeMm).toBeLessThanOrEqual(room.heightMm + 0.001)
        for (const line of fitted.lines) expect(line.widthEm * fitted.sizeMm).toBeLessThanOrEqual(room.widthMm + 0.001)
      }
    },
  )
})
