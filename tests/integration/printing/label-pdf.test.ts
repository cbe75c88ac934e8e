import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fontsIn } from '../../../src/main/devices/printer/label-fonts.ts'
import { createLabelMaker } from '../../../src/main/devices/printer/label-maker.ts'
import { COMMANDS, commandCode } from '../../../src/shared/scan/commands.ts'
import type { LabelContent } from '../../../src/shared/labels/content.ts'
import type { LabelDpi, LabelLayout } from '../../../src/shared/labels/layout-model.ts'
import { LABEL_SIZES, type LabelSize } from '../../../src/shared/labels/sizes.ts'
import { popplerAvailable } from '../../support/cups.ts'
import { HOSTILE_CONTENTS, HOSTILE_NAMES, SAMPLE_LABEL } from '../../support/labels.ts'
import { rasterise, stretches, type Raster } from '../../support/raster.ts'
import { readCodes } from '../../support/read-codes.ts'

const poppler = popplerAvailable()
const why = poppler.ok ? '' : ` (skipped: ${poppler.reason})`
const cases = LABEL_SIZES.flatMap((size) => ([203, 300] as const).map((dpi) => ({ id: size.id, dpi, size })))

describe.skipIf(!poppler.ok)(`label on paper${why}`, () => {
  const maker = createLabelMaker({ readFont: fontsIn(resolve(import.meta.dirname, '../../../resources/fonts')) })
  let folder = ''
  let count = 0

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-labels-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const draw = async (
    content: LabelContent,
    size: LabelSize,
    dpi: LabelDpi,
  ): Promise<{ layout: LabelLayout; file: string }> => {
    const layout = await maker.layout(content, size, dpi)
    count += 1
    const file = join(folder, `${count}.pdf`)
    writeFileSync(file, await maker.renderPdf(layout))
    return { layout, file }
  }
  const expected = (layout: LabelLayout): { format: string; text: string }[] =>
    layout.boxes
      .flatMap((box) => (box.kind === 'qr' ? ['QRCode'] : box.kind === 'code128' ? ['Code128'] : []))
      .toSorted()
      .map((format) => ({ format, text: SAMPLE_LABEL.code }))

  it.each(cases)(
    'a scanner reads every code of $id at $dpi dpi, in grey and in black and white',
    async ({ size, dpi }) => {
      const { layout, file } = await draw(SAMPLE_LABEL, size, dpi)
      const wanted = expected(layout)
      expect(wanted.length).toBe(size.id === '54x25' ? 1 : 2)
      for (const ink of ['gray', 'mono'] as const) {
        expect(await readCodes(await rasterise(file, dpi, ink))).toEqual(wanted)
      }
    },
  )

  // Bug: a card whose words lie over its bars, or a command that no scanner reads.
  it.each([[['fr', 'en']], [['en']]] as const)('a scanner reads both codes of each command (%s)', async (languages) => {
    const seal = 'CF3G43ET'
    const file = join(folder, `commands-${languages.length}.pdf`)
    writeFileSync(file, await maker.commandSheet({ building: 'Lofts des Arts', seal, languages }))
    const read = await readCodes(await rasterise(file, 150, 'gray'))
    const wanted = (['Code128', 'QRCode'] as const).flatMap((format) =>
      COMMANDS.map((command) => `${format} ${commandCode(command, seal)}`),
    )
    expect(read.map(({ format, text }) => `${format} ${text}`).toSorted()).toEqual(wanted.toSorted())
  })

  it.each(cases.filter(({ id }) => id !== '54x25'))(
    'bars of $id at $dpi dpi are whole dots, none fatter',
    async ({ size, dpi }) => {
      const { layout, file } = await draw(SAMPLE_LABEL, size, dpi)
      const box = layout.boxes.find((candidate) => candidate.kind === 'code128')!
      const raster = await rasterise(file, dpi, 'mono')
      const row = Math.round(((box.y + box.height / 2) / 25.4) * dpi)
      const seen = stretches(raster, row).slice(1, -1)
      expect(seen).toEqual(box.bars.map((bar) => bar * box.dotsPerModule))
    },
  )

  it.each(cases)(
    'hostile names keep the codes of $id at $dpi dpi readable and the edge clean',
    async ({ size, dpi }) => {
      for (const [i, name] of HOSTILE_NAMES.entries()) {
        // The layout is the same model at both resolutions: the finer one is sampled.
        if (dpi === 300 && i % 4 !== 2) continue
        const hard = HOSTILE_CONTENTS[i % HOSTILE_CONTENTS.length]!
        const content = { ...SAMPLE_LABEL, ...hard, name, code: SAMPLE_LABEL.code }
        const { layout, file } = await draw(content, size, dpi)
        const raster = await rasterise(file, dpi, 'mono')
        expect.soft(await readCodes(raster), name).toEqual(expected(layout))
        expect.soft(inkInBorder(raster, Math.floor((0.9 / 25.4) * dpi)), name).toBe(0)
      }
    },
  )

  it('keeps accents, ligatures, quotes and printer command characters as text', async () => {
    const name = 'Ève "Œuf" O’Hara ^XA ~JA'
    const { file } = await draw({ ...SAMPLE_LABEL, name }, LABEL_SIZES[0]!, 203)
    const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', timeout: 30_000 })
    expect(text.replace(/\s+/gu, ' ')).toContain(name)
    for (const part of ['1204', 'A47', 'Périssable', '2026-11-22 09:05', 'Purolator …4821'])
      expect(text).toContain(part)
  })

  it('is exactly one page of the label size and names nobody in its metadata', async () => {
    for (const size of LABEL_SIZES) {
      const { file } = await draw(SAMPLE_LABEL, size, 203)
      const info = execFileSync('pdfinfo', [file], { encoding: 'utf8', timeout: 30_000 })
      expect(info).toMatch(/Pages:\s+1\n/u)
      const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+) pts/u.exec(info)!
      expect((Number(width) / 72) * 25.4).toBeCloseTo(size.widthMm, 1)
      expect((Number(height) / 72) * 25.4).toBeCloseTo(size.heightMm, 1)
      expect(info).not.toMatch(/Bouchard|1204|A47/u)
    }
  })
})

function inkInBorder(raster: Raster, border: number): number {
  let ink = 0
  for (const [i, dot] of raster.dots.entries()) {
    const x = i % raster.width
    const y = Math.floor(i / raster.width)
    const inside = x >= border && y >= border && x < raster.width - border && y < raster.height - border
    if (!inside && dot < 128) ink += 1
  }
  return ink
}
