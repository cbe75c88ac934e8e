import { resolve } from 'node:path'
import { ready } from 'zpl-renderer-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { fontsIn } from '../../../src/main/devices/printer/label-fonts.ts'
import { createLabelMaker, type MadeLabel } from '../../../src/main/devices/printer/label-maker.ts'
import type { LabelContent, LabelSubject } from '../../../src/shared/labels/content.ts'
import type { LabelDpi } from '../../../src/shared/labels/layout-model.ts'
import { LABEL_SIZES, type LabelSize } from '../../../src/shared/labels/sizes.ts'
import { makeOwnCode } from '../../../src/shared/scan/ownCode.ts'
import { blurred, inkGain, missingColumn } from '../../support/degrade.ts'
import { HOSTILE_NAMES, SAMPLE_LABEL } from '../../support/labels.ts'
import { decodePng } from '../../support/png.ts'
import type { Raster } from '../../support/raster.ts'
import { readCodes } from '../../support/read-codes.ts'

const cases = LABEL_SIZES.flatMap((size) => ([203, 300] as const).map((dpi) => ({ id: size.id, dpi, size })))

describe('labels as ZPL and as dots', () => {
  const maker = createLabelMaker({ readFont: fontsIn(resolve(import.meta.dirname, '../../../resources/fonts')) })
  let draw: (zpl: string, size: LabelSize, dpi: LabelDpi) => Promise<Raster>

  beforeAll(async () => {
    const { api } = await ready
    draw = async (zpl, size, dpi) => {
      const png = await api.zplToBase64Async(zpl, size.widthMm, size.heightMm, dpi === 203 ? 8 : 12)
      return decodePng(Buffer.from(png, 'base64'))
    }
  }, 30_000)

  const parcel = (change: Partial<LabelContent> = {}): LabelSubject => ({
    kind: 'parcel',
    content: { ...SAMPLE_LABEL, ...change },
  })
  const zplOf = async (subject: LabelSubject, size: LabelSize, dpi: LabelDpi): Promise<string> => {
    const made = await maker.make({ subject, size: size.id, dpi, as: 'zpl' })
    expect(made.problems).toEqual([])
    return Buffer.from(made.bytes).toString('latin1')
  }
  const wanted = (size: LabelSize, text = SAMPLE_LABEL.code) =>
    (size.id === '54x25' ? ['QRCode'] : ['Code128', 'QRCode']).map((format) => ({ format, text }))

  it.each(cases)('a ZPL printer draws every code of $id at $dpi dpi readable, also worn', async ({ size, dpi }) => {
    const drawn = await draw(await zplOf(parcel(), size, dpi), size, dpi)
    expect(await readCodes(drawn)).toEqual(wanted(size))
    expect(await readCodes(blurred(drawn))).toEqual(wanted(size))
    expect(await readCodes(inkGain(drawn, 0.1))).toEqual(wanted(size))
    expect(await readCodes(missingColumn(drawn))).toEqual(wanted(size))
  })

  it.each(cases)('the preview of $id at $dpi dpi is readable, also worn', async ({ size, dpi }) => {
    const { bytes } = await maker.make({ subject: parcel(), size: size.id, dpi, as: 'png' })
    const drawn = decodePng(bytes)
    for (const worn of [drawn, blurred(drawn), inkGain(drawn, 0.1), missingColumn(drawn)])
      expect(await readCodes(worn)).toEqual(wanted(size))
  })

  it('no name is a command: only our own commands are in the label, whatever it is called', async () => {
    const own = new Set([
      'XA',
      'CI',
      'MU',
      'PW',
      'LL',
      'LH',
      'FW',
      'LR',
      'PM',
      'PO',
      'FO',
      'FT',
      'GF',
      'GB',
      'A0',
      'FR',
      'FB',
      'FH',
      'FD',
      'FS',
      'PQ',
      'XZ',
    ])
    for (const name of [...HOSTILE_NAMES, '^FS^XZ', '^XA^XZ', '~JR', 'a\\&b', '_5E_7E', '"'.repeat(60)]) {
      for (const size of [LABEL_SIZES[0]!, LABEL_SIZES[3]!]) {
        const zpl = await zplOf(parcel({ name }), size, 203)
        expect(zpl, name).toMatch(/^[\n\x20-\x7E]*$/u)
        expect(zpl, name).not.toContain('~')
        expect(zpl.match(/\^XA/gu), name).toHaveLength(1)
        expect(zpl.match(/\^XZ/gu), name).toHaveLength(1)
        for (const [, command] of zpl.matchAll(/\^(..)/gu)) expect(own, `${name}: ^${command}`).toContain(command)
      }
    }
  })

  it.each(['^FS^XZ', '^XA^FDx^FS^XZ ~JA', 'דוד כהן', '😀 Marie', 'W'.repeat(60), 'a\u0000\u001Bb'])(
    'a label for %j still has its codes on paper',
    async (name) => {
      for (const size of LABEL_SIZES) {
        const drawn = await draw(await zplOf(parcel({ name }), size, 203), size, 203)
        expect(await readCodes(drawn)).toEqual(wanted(size))
      }
    },
  )

  it.each(cases)('the label of a shelf reads back at $id and $dpi dpi', async ({ size, dpi }) => {
    const code = makeOwnCode('shelf', 'FROID12')
    const content = { shelf: 'FROID12', name: 'Salle froide, tablette du bas', code, languages: ['fr', 'en'] as const }
    const drawn = await draw(await zplOf({ kind: 'shelf', content }, size, dpi), size, dpi)
    expect(await readCodes(drawn)).toEqual(wanted(size, code))
  })

  it('refuses a unit that no label shows whole, and codes too long for the label, each with its reason', async () => {
    const problems = async (subject: LabelSubject, size: string): Promise<MadeLabel['problems']> =>
      (await maker.make({ subject, size, dpi: 203, as: 'zpl' })).problems
    expect(await problems(parcel({ unit: 'Bâtiment commercial 12' }), '102x152')).toEqual(['unit_too_long'])
    expect(await problems(parcel({ unit: '1204' }), '54x25')).toEqual([])
    expect(await problems(parcel({ code: 'LDP'.repeat(20) }), '62x100')).toContain('code_too_wide')
  })

  it('an unknown size is an error, never another label', async () => {
    await expect(maker.make({ subject: parcel(), size: '50x50', dpi: 203, as: 'pdf' })).rejects.toThrow(/50x50/u)
  })
})
