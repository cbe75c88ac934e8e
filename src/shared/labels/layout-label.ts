import { layoutCompact } from './compact.ts'
import type { LabelContent, LabelSubject, ShelfContent } from './content.ts'
import type { LabelDpi, LabelFonts, LabelItem, LabelLayout } from './layout-model.ts'
import { missingLetters } from './missing-letters.ts'
import { layoutShelfCompact, layoutShelfTall } from './shelf.ts'
import { createSheet, type Sheet } from './sheet.ts'
import { layoutSlip } from './slip.ts'
import type { LabelSize } from './sizes.ts'
import { layoutTall } from './tall.ts'

/** Labels lower than this have one column of text beside the QR symbol instead of stacked bands. */
const COMPACT_BELOW_MM = 60

/** The one layout of every label: what is drawn where, on the printer's own dots. Same content, same label. */
export function layoutLabel(subject: LabelSubject, size: LabelSize, dpi: LabelDpi, fonts: LabelFonts): LabelLayout {
  const sheet = createSheet(size, dpi, fonts)
  const dropped = place(sheet, subject)
  const createdAt = subject.kind === 'parcel' ? subject.content.receivedAt : ''
  const missing = missingLetters(subject, fonts)
  const isCoded = subject.kind !== 'slip'
  return { size, dpi, createdAt, boxes: sheet.boxes, isCoded, dropped, missing, problems: [...sheet.problems] }
}

function place(sheet: Sheet, subject: LabelSubject): LabelItem[] {
  if (subject.kind === 'parcel') return parcel(sheet, subject.content)
  if (subject.kind === 'shelf') return shelf(sheet, subject.content)
  layoutSlip(sheet, subject.content)
  return []
}

const isCompact = (sheet: Sheet): boolean => sheet.size.heightMm < COMPACT_BELOW_MM

const parcel = (sheet: Sheet, content: LabelContent): LabelItem[] =>
  isCompact(sheet) ? layoutCompact(sheet, content) : layoutTall(sheet, content)

function shelf(sheet: Sheet, content: ShelfContent): LabelItem[] {
  if (isCompact(sheet)) layoutShelfCompact(sheet, content)
  else layoutShelfTall(sheet, content)
  return []
}
