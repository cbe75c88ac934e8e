import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_LABEL } from '../../../../tests/support/labels.ts'
import type { LabelLayout } from '../../../shared/labels/layout-model.ts'
import { LABEL_SIZES } from '../../../shared/labels/sizes.ts'
import { makeOwnCode, randomPackageBody } from '../../../shared/scan/ownCode.ts'
import { createBitmap } from './bitmap.ts'
import { fontsIn } from './label-fonts.ts'
import { createLabelMaker } from './label-maker.ts'
import { createSymbolReader, type ReadSymbols } from './read-symbols.ts'
import { drawBox } from './render-raster.ts'
import { isReadAs, verifyLabel } from './verify-label.ts'
import { seeded } from '../../../shared/random.ts'

// LABEL_CODES=20000 tries as many codes on each stock and resolution; a small sample runs with the other tests.
const COUNT = Number(process.env['LABEL_CODES'] ?? 100)
const SEED = Number(process.env['LABEL_SEED'] ?? 1)
/** The reader finds a second text in each of these, on the largest label at 203 dpi. */
const WITH_GHOST = ['LDPM924ZRYV54', 'LDPBKZAJCZPWP', 'LDPAYD4N9CEC1', 'LDPJKZH77CGSS']

const maker = createLabelMaker({ readFont: fontsIn(resolve(import.meta.dirname, '../../../../resources/fonts')) })
let read: ReadSymbols
beforeAll(async () => {
  read = await createSymbolReader()
})

/** The symbols alone: letters cost most of a drawing, and the check cuts them away. */
function drawSymbols(layout: LabelLayout) {
  const dot = 25.4 / layout.dpi
  const { widthMm, heightMm } = layout.size
  const bitmap = createBitmap(Math.round(widthMm / dot), Math.round(heightMm / dot))
  const none = { outlines: () => [] }
  for (const box of layout.boxes) if (box.kind !== 'text') drawBox(bitmap, box, dot, none)
  return bitmap
}

describe('labels that are read back', () => {
  const random = seeded(SEED).bytes
  const codes = Array.from({ length: COUNT }, () => makeOwnCode('package', randomPackageBody(random)))
  const cases = LABEL_SIZES.flatMap((size) => ([203, 300] as const).map((dpi) => ({ id: size.id, dpi, size })))

  it.each(cases)(
    'every code is printed on $id at $dpi dpi',
    async ({ size, dpi }) => {
      const refused: string[] = []
      for (const code of [...WITH_GHOST, ...codes]) {
        const layout = await maker.layout({ ...SAMPLE_LABEL, code }, size, dpi)
        const problems = await verifyLabel(layout, drawSymbols(layout), read)
        if (problems.length > 0) refused.push(`${code} ${problems.join(' ')}`)
      }
      expect(refused).toEqual([])
    },
    10_000 + COUNT * 200,
  )

  it.each([
    ['what was meant', ['LDPM924ZRYV54'], true],
    ['a ghost beside it, without our form', ['LDPM9(7ZRYV57', 'LDPM924ZRYV54'], true],
    ['a ghost of our form with a wrong check character', ['LDPM924ZRYV54', 'LDPM924ZRYV55'], true],
    ['nothing', [], false],
    ['something else', ['LDPM924ZRYV55'], false],
    ['another code that a desk would take', ['LDPM924ZRYV54', makeOwnCode('package', 'M924ZRYV6')], false],
    ['a code of a person beside it', ['LDPM924ZRYV54', makeOwnCode('pickup', '123456')], false],
  ])('%s', (_name, said, expected) => {
    expect(isReadAs('LDPM924ZRYV54', said)).toBe(expected)
  })
})
