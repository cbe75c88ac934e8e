import { describe, expect, it } from 'vitest'
import { drawSymbol } from './symbols.ts'

describe('symbols for the screen', () => {
  it('are drawn for every kind, with separators inside', async () => {
    for (const symbol of ['code128', 'qrcode', 'pdf417'] as const) {
      const { svg } = await drawSymbol({ symbol, text: 'A\u001DB^C', program: false })
      expect(svg).toMatch(/^<svg .*width="\d+" height="\d+"/)
    }
    const { svg } = await drawSymbol({ symbol: 'gs1-128', text: '(421)124H2X1Y4', program: false })
    expect(svg).toContain('<path')
  })

  it('a setup code differs from the same text as data', async () => {
    const [data, setup] = await Promise.all(
      [false, true].map((program) => drawSymbol({ symbol: 'code128', text: 'PAP131', program })),
    )
    expect(setup!.svg).not.toBe(data!.svg)
  })

  it('refuses what a symbol cannot hold, in place of drawing something else', async () => {
    await expect(drawSymbol({ symbol: 'code128', text: 'œ', program: false })).rejects.toThrow('BAD_REQUEST')
    await expect(drawSymbol({ symbol: 'gs1-128', text: 'no brackets', program: false })).rejects.toThrow('BAD_REQUEST')
  })
})
