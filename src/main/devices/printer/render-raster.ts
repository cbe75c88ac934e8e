import type { LabelBox, LabelLayout, TextBox } from '../../../shared/labels/layout-model.ts'
import { createBitmap, setRow, type Bitmap } from './bitmap.ts'
import { fillEdges, flattenOutline } from './fill-outline.ts'
import type { LabelGlyphs } from './label-fonts.ts'
import { symbolRects, type DotRect } from './symbol-rects.ts'

/** Draws a layout dot by dot, as the print head burns it: what the screen shows and what is read back before printing. */
export function renderRaster(layout: LabelLayout, glyphs: LabelGlyphs): Bitmap {
  const { size, dpi } = layout
  const dot = 25.4 / dpi
  const bitmap = createBitmap(Math.round(size.widthMm / dot), Math.round(size.heightMm / dot))
  for (const box of layout.boxes) drawBox(bitmap, box, dot, glyphs)
  return bitmap
}

/** Draws one box of a layout. */
export function drawBox(bitmap: Bitmap, box: LabelBox, dot: number, glyphs: LabelGlyphs): void {
  if (box.kind === 'text') return drawText(bitmap, box, dot, glyphs)
  const rects = box.kind === 'rect' ? [dotRect(box, dot)] : symbolRects(box, dot)
  for (const rect of rects) {
    for (let y = rect.y; y < rect.y + rect.height; y += 1) setRow(bitmap, y, rect.x, rect.x + rect.width, true)
  }
}

/** A rectangle of the layout, which already lies on the grid, in dots. */
export function dotRect(area: { x: number; y: number; width: number; height: number }, dot: number): DotRect {
  return {
    x: Math.round(area.x / dot),
    y: Math.round(area.y / dot),
    width: Math.max(1, Math.round(area.width / dot)),
    height: Math.max(1, Math.round(area.height / dot)),
  }
}

function drawText(bitmap: Bitmap, box: TextBox, dot: number, glyphs: LabelGlyphs): void {
  const em = box.sizeMm / dot
  const edges: number[] = []
  for (const piece of box.pieces) {
    const x = (box.x + piece.x) / dot
    for (const glyph of glyphs.outlines(piece.text, piece.font)) {
      const place = { x: x + glyph.x * em, y: box.baseline / dot - glyph.y * em, scale: glyph.scale * em }
      flattenOutline(glyph.commands, place, edges)
    }
  }
  fillEdges(bitmap, edges, box.ink === 'black')
}
