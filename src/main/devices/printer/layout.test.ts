import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { HOSTILE_CONTENTS, HOSTILE_NAMES, SAMPLE_LABEL } from '../../../../tests/support/labels.ts'
import { cleanLabelText } from '../../../shared/labels/clean-text.ts'
import type { LabelContent } from '../../../shared/labels/content.ts'
import type { Area, LabelDpi, LabelLayout, TextBox } from '../../../shared/labels/layout-model.ts'
import { CARE_WORDS } from '../../../shared/labels/words.ts'
import { CARES } from '../../../shared/packages/care.ts'
import { LABEL_SIZES } from '../../../shared/labels/sizes.ts'
import { fontsIn } from './label-fonts.ts'
import { createLabelMaker } from './label-maker.ts'

const maker = createLabelMaker({ readFont: fontsIn(resolve(import.meta.dirname, '../../../../resources/fonts')) })
const cases = LABEL_SIZES.flatMap((size) => ([203, 300] as const).map((dpi) => ({ id: size.id, dpi, size })))
const DOTS: Record<LabelDpi, { code128: number; qr: number }> = {
  203: { code128: 2, qr: 4 },
  300: { code128: 3, qr: 4 },
}

/** Every name in every strained content would be slow: each name meets each content in turn. */
const contents: LabelContent[] = [
  ...HOSTILE_NAMES.map((name, i) => ({ ...SAMPLE_LABEL, ...HOSTILE_CONTENTS[i % HOSTILE_CONTENTS.length], name })),
  ...HOSTILE_CONTENTS.map((change) => ({ ...SAMPLE_LABEL, ...change })),
  { ...SAMPLE_LABEL, unit: 'W'.repeat(60), shortNumber: 'Z99999999', shelf: 'W'.repeat(60), name: HOSTILE_NAMES[3]! },
]

const overlaps = (a: Area, b: Area): boolean =>
  a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01

/** From the baseline to the top of capitals: what must never touch another line. */
const capitals = (box: TextBox): Area => ({
  x: box.x,
  width: box.width,
  y: box.baseline - 0.68 * box.sizeMm,
  height: 0.68 * box.sizeMm,
})

const textsOf = (layout: LabelLayout): TextBox[] => layout.boxes.filter((box) => box.kind === 'text')

describe.each(cases)('label $id at $dpi dpi', ({ size, dpi }) => {
  const layouts: { content: LabelContent; layout: LabelLayout }[] = []
  beforeAll(async () => {
    for (const content of contents) layouts.push({ content, layout: await maker.layout(content, size, dpi) })
  })

  it('nothing leaves the label', () => {
    for (const { content, layout } of layouts) {
      for (const box of layout.boxes) {
        const where = `${box.item} of ${content.name} ${content.unit}`
        expect(box.x, where).toBeGreaterThanOrEqual(0)
        expect(box.y, where).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width, where).toBeLessThanOrEqual(size.widthMm + 0.001)
        expect(box.y + box.height, where).toBeLessThanOrEqual(size.heightMm + 0.001)
      }
    }
  })

  // Bug: the box of somebody who is away or has moved out looked like any other.
  it('says what to know of the addressee', async () => {
    for (const kind of CARES) {
      const care = { kind, until: kind === 'hold' || kind === 'forward' ? '2026-12-24' : null }
      const layout = await maker.layout({ ...SAMPLE_LABEL, flags: [], care }, size, dpi)
      const said = textsOf(layout).flatMap(({ item, text }) => (item === 'flags' ? [text] : []))
      expect(said[0], kind).toContain(CARE_WORDS.fr[kind].split(/[ ,]/)[0])
    }
  })

  it('codes sit on whole dots, wide enough, with their quiet zones', () => {
    const dot = 25.4 / dpi
    const whole = (mm: number): number => Math.abs(mm / dot - Math.round(mm / dot))
    for (const { content, layout } of layouts) {
      const codes = layout.boxes.filter((box) => box.kind === 'code128' || box.kind === 'qr')
      expect(codes.map((box) => box.item)).toEqual(
        size.id === '54x25' ? ['qr'] : expect.arrayContaining(['qr', 'code128']),
      )
      for (const box of codes) {
        const wide = box.kind === 'qr' ? box.modules.length : box.bars.reduce((sum, bar) => sum + bar, 0)
        expect(box.text).toBe(content.code)
        expect(box.quietModules).toBe(box.kind === 'qr' ? 4 : 10)
        expect(box.width).toBeCloseTo((wide + 2 * box.quietModules) * box.dotsPerModule * dot, 6)
        expect(box.dotsPerModule).toBeGreaterThanOrEqual(DOTS[dpi][box.kind])
        for (const mm of [box.x, box.y, box.width, box.height]) expect(whole(mm)).toBeLessThan(1e-6)
        if (box.kind === 'code128') expect(box.height).toBeGreaterThanOrEqual(6.4)
      }
    }
  })

  it('nothing touches a code or its quiet zone, and no two lines of text touch', () => {
    for (const { content, layout } of layouts) {
      const texts = textsOf(layout)
      for (const code of layout.boxes.filter((box) => box.kind === 'code128' || box.kind === 'qr')) {
        const hit = layout.boxes.find(
          (box) => box !== code && overlaps(box.kind === 'text' ? capitals(box) : box, code),
        )
        expect(hit, `${hit?.item} on ${code.item}: ${content.name} ${content.unit}`).toBeUndefined()
      }
      for (const [i, box] of texts.entries()) {
        const hit = texts.slice(i + 1).find((other) => overlaps(capitals(box), capitals(other)))
        expect(hit, `${hit?.item} on ${box.item}: ${content.name} ${content.unit}`).toBeUndefined()
      }
    }
  })

  it('the unit is the largest thing by far, then the short number, and no text is too small to print', () => {
    for (const { content, layout } of layouts) {
      const texts = textsOf(layout)
      const largest = (keep: (box: TextBox) => boolean): number =>
        Math.max(0, ...texts.filter(keep).map((box) => box.sizeMm))
      const unit = largest((box) => box.item === 'unit')
      const short = largest((box) => box.item === 'short')
      if (content.unit.length <= 12) {
        expect(unit, content.unit).toBeGreaterThan(largest((box) => box.item !== 'unit') * 1.2)
      }
      if (content.unit.length <= 5 && content.shortNumber.length > 0 && content.shortNumber.length <= 4) {
        expect(short, content.name).toBeGreaterThan(largest((box) => box.item !== 'unit' && box.item !== 'short'))
      }
      for (const box of texts)
        if (box.item !== 'short') expect(box.sizeMm, `${box.item} ${box.text}`).toBeGreaterThan(1.7)
    }
  })

  it('an ordinary name is whole; every name keeps its letters until it is cut', () => {
    const letters = (text: string): string =>
      Array.from(text)
        .filter((char) => /[\p{L}\p{N}]/u.test(char))
        .toSorted()
        .join('')
    for (const { content, layout } of layouts) {
      const lines = textsOf(layout).filter((box) => box.item === 'name')
      const drawn = lines.flatMap((box) => box.pieces.map((piece) => piece.text)).join('')
      if (content.name === '' || drawn.includes('…') || drawn.includes('\uFFFD')) continue
      expect(letters(drawn)).toBe(letters(cleanLabelText(content.name)))
    }
    const ordinary = layouts.find(({ content }) => content.name.startsWith('Jean-Philippe'))!
    expect(textsOf(ordinary.layout).some((box) => box.item === 'name' && box.text.includes('…'))).toBe(false)
  })
})

describe('label languages', () => {
  const words = async (
    languages: LabelContent['languages'],
    flags: LabelContent['flags'] = ['perishable'],
  ): Promise<TextBox[]> =>
    textsOf(await maker.layout({ ...SAMPLE_LABEL, languages, flags, name: '' }, LABEL_SIZES[0]!, 203))

  it('sets the building’s first language larger, and prints no second one where there is none', async () => {
    const both = (await words(['en', 'fr'])).filter((box) => box.item === 'flags')
    expect(both.map((box) => box.text)).toEqual(['Perishable', '· Périssable'])
    expect(both[0]!.sizeMm).toBeGreaterThan(both[1]!.sizeMm)
    expect((await words(['fr'])).map((box) => box.text).join(' ')).not.toMatch(/Perishable|Unknown|Hold/u)
  })

  it('says so when the addressee is unknown', async () => {
    const names = (await words(['fr', 'en'])).filter((box) => box.item === 'name')
    expect(names.map((box) => box.text)).toEqual(['Destinataire inconnu', 'Unknown addressee'])
  })
})

describe('label fonts', () => {
  it('uses the main font where it can and the wide one for other scripts', async () => {
    const layout = await maker.layout({ ...SAMPLE_LABEL, name: 'Łœé דוד' }, LABEL_SIZES[0]!, 203)
    const pieces = textsOf(layout)
      .filter((box) => box.item === 'name')
      .flatMap((box) => box.pieces)
    expect(pieces.map(({ font }) => /latin-ext|latin|DejaVu/u.exec(font)?.[0])).toEqual([
      'latin-ext',
      'latin',
      'DejaVu',
    ])
  })

  it('marks a stretch that no font can draw once, not as a row of boxes', async () => {
    const layout = await maker.layout({ ...SAMPLE_LABEL, name: '山田 Taro 太郎' }, LABEL_SIZES[0]!, 203)
    const drawn = textsOf(layout)
      .filter((box) => box.item === 'name')
      .flatMap((box) => box.pieces.map((piece) => piece.text))
    expect(drawn.join('')).toBe('\uFFFD Taro \uFFFD')
  })

  it('names each character that it cannot draw, once, and none that it can', async () => {
    const missing = async (change: Partial<LabelContent>) =>
      (await maker.layout({ ...SAMPLE_LABEL, ...change }, LABEL_SIZES[0]!, 203)).missing
    expect(await missing({})).toEqual([])
    expect(await missing({ name: '山田 Taro 太郎 山' })).toEqual(['山', '田', '太', '郎'])
    expect(await missing({ name: 'नरेन्द्र' })).toEqual(['न', 'रे', 'न्द्र'])
    expect(await missing({ name: 'Ana', unit: '五', shelf: '冷' })).toEqual(['五', '冷'])
    for (const name of [
      'Zoé Łœ',
      'דוד כהן',
      'محمد علي الطيّب',
      'Дмитрий',
      'Νίκος',
      'e\u0301te\u0301',
      'Nguyễn Thị Ế',
      '😀 ♥',
    ])
      expect(await missing({ name }), name).toEqual([])
  })
})
