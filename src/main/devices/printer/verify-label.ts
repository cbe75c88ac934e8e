import { LEAST_DOTS } from '../../../shared/labels/codes.ts'
import type { Code128Box, LabelLayout, QrBox } from '../../../shared/labels/layout-model.ts'
import type { LabelProblem } from '../../../shared/labels/problems.ts'
import { parseOwnCode } from '../../../shared/scan/ownCode.ts'
import { crop, type Bitmap } from './bitmap.ts'
import { dotRect } from './render-raster.ts'
import type { ReadSymbols } from './read-symbols.ts'

/**
 * Reads a drawn label back before anything is printed. Each symbol is cut out with exactly its own quiet zone, so that
 * what touches it counts as damage, and must say what it was made to say. Answers why the label must not be printed.
 */
export async function verifyLabel(layout: LabelLayout, drawn: Bitmap, read: ReadSymbols): Promise<LabelProblem[]> {
  const problems = new Set(layout.problems)
  const symbols = layout.boxes.filter((box) => box.kind === 'qr' || box.kind === 'code128')
  if (symbols.length === 0 && layout.isCoded) problems.add('code_too_wide')
  for (const box of symbols) {
    const problem = await checkSymbol(box, layout, drawn, read)
    if (problem !== null) problems.add(problem)
  }
  return [...problems]
}

async function checkSymbol(
  box: QrBox | Code128Box,
  layout: LabelLayout,
  drawn: Bitmap,
  read: ReadSymbols,
): Promise<LabelProblem | null> {
  if (box.dotsPerModule < LEAST_DOTS[box.kind][layout.dpi]) return 'code_too_small'
  const area = dotRect(box, 25.4 / layout.dpi)
  if (area.x < 0 || area.y < 0 || area.x + area.width > drawn.width || area.y + area.height > drawn.height) {
    return 'code_too_wide'
  }
  const said = await read(crop(drawn, area), box.kind === 'qr' ? 'QRCode' : 'Code128')
  return isReadAs(box.text, said) ? null : 'code_unreadable'
}

/**
 * What was meant is read, and nothing else that a desk would take for a code of ours. The reader may find a second
 * text where there is one symbol: it also tries slanted and shrunken rows. Such a text fails its form or its check
 * character, as it would at the desk.
 */
export function isReadAs(meant: string, said: readonly string[]): boolean {
  const isOurs = (text: string): boolean => {
    const own = parseOwnCode(text)
    return own !== null && own !== 'damaged'
  }
  return said.includes(meant) && said.every((text) => text === meant || !isOurs(text))
}
