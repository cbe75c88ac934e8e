import { layoutCompact } from './compact.ts'
import type { LabelContent } from './content.ts'
import type { LabelDpi, LabelFonts, LabelLayout } from './layout-model.ts'
import { createSheet } from './sheet.ts'
import type { LabelSize } from './sizes.ts'
import { layoutTall } from './tall.ts'

/** Labels lower than this have one column of text beside the QR symbol instead of stacked bands. */
const COMPACT_BELOW_MM = 60

/** The one layout of a parcel label: what is drawn where, on the printer's own dots. Same content, same label. */
export function layoutLabel(content: LabelContent, size: LabelSize, dpi: LabelDpi, fonts: LabelFonts): LabelLayout {
  const sheet = createSheet(size, dpi, fonts)
  const dropped = size.heightMm < COMPACT_BELOW_MM ? layoutCompact(sheet, content) : layoutTall(sheet, content)
  return { size, dpi, createdAt: content.receivedAt, boxes: sheet.boxes, dropped }
}
