import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fontsIn } from './label-fonts.ts'
import { createLabelMaker } from './label-maker.ts'

const maker = createLabelMaker({ readFont: fontsIn(join(import.meta.dirname, '../../../../resources/fonts')) })
const pages = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0

// A footer below the margin began a page of its own, and a value longer than a page stopped the document.
it('has as many pages as its text needs, in letters of any script', async () => {
  const document = (text: string) =>
    maker.document({
      title: 'Zoë محمد 👋',
      about: [''],
      footer: 'Confidentiel',
      sections: [
        { title: 'A', entries: [{ title: 'B', facts: [['note', text]], ink: 'M10 10L590 190' }] },
        { title: 'C', text: 'D' },
      ],
    })
  expect(pages(await document('kurz'))).toBe(1)
  expect(pages(await document('long '.repeat(3000)))).toBeGreaterThan(3)
  const toTick = Array.from({ length: 80 }, (_, n) => `A${n} · 1204`)
  const list = { title: 'E1', about: [], footer: 'E1', sections: [{ title: 'A', entries: [{ toTick }] }] }
  expect(pages(await maker.document(list))).toBe(3)
})

// Bug: the thin space before a French colon stood as an empty box on every page.
it('draws a space of any width as one that its font has', async () => {
  const document = async (space: string) => {
    const bytes = await maker.document({ title: `Note${space}: a`, about: [], footer: '', sections: [] })
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/\(D:\d+Z\)|\/ID ?\[[^\]]*\]/g, '')
  }
  expect(await document('\u202f')).toBe(await document('\u00a0'))
  expect(await document('\u2009')).toBe(await document(' '))
})
