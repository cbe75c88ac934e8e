import type { LabelBox, LabelLayout, TextBox } from '../../../shared/labels/layout-model.ts'
import { createBitmap, setRow, type Bitmap } from './bitmap.ts'
import type { LabelGlyphs } from './label-fonts.ts'
import { dotRect, drawBox } from './render-raster.ts'
import { symbolRects } from './symbol-rects.ts'
import { zplGraphicField } from './zpl-graphic.ts'
import { printerHasLetters, zplFieldData } from './zpl-text.ts'

/** Height of the printer's scalable font, for each em of ours, at which capitals stand equally tall. */
const FONT_0_HEIGHT = 0.93
/** How much it may be widened beside our bold weights and stay narrower than they are. */
const FONT_0_WIDTH = 1.15

/**
 * A layout in ZPL II. Text is set by the printer in its own typeface, at our places and heights: it is narrower than
 * ours, so what fits in the layout fits on paper, and a label stays a few kilobytes. Letters that not every printer has
 * go as pictures, so that no name loses any. Both symbols go as pictures too: the very dots that were read back before
 * printing, not those of another encoder with offsets of its own.
 */
export function renderZpl(layout: LabelLayout, glyphs: LabelGlyphs): string {
  const dot = 25.4 / layout.dpi
  const width = Math.round(layout.size.widthMm / dot)
  const height = Math.round(layout.size.heightMm / dot)
  // What an earlier job may have left set, and a label would be shifted, turned or multiplied by.
  const head = ['^XA', '^CI28', '^MUD', `^PW${width}`, `^LL${height}`, '^LH0,0', '^FWN', '^LRN', '^PMN', '^PON']
  const fields = layout.boxes.map((box) => field(box, dot, glyphs))
  return [...head, ...fields, '^PQ1,0,1,N', '^XZ', ''].join('\n')
}

function field(box: LabelBox, dot: number, glyphs: LabelGlyphs): string {
  if (box.kind === 'text') return printerHasLetters(box.text) ? textField(box, dot) : picture(box, dot, glyphs)
  if (box.kind === 'rect') {
    const { x, y, width, height } = dotRect(box, dot)
    return `^FO${x},${y}^GB${width},${height},${Math.min(width, height)},B,0^FS`
  }
  const rects = symbolRects(box, dot)
  const left = Math.min(...rects.map((rect) => rect.x))
  const top = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  const symbol = createBitmap(right - left, bottom - top)
  for (const rect of rects) {
    for (let y = rect.y - top; y < rect.y - top + rect.height; y += 1) {
      setRow(symbol, y, rect.x - left, rect.x - left + rect.width, true)
    }
  }
  return placed(left, top, symbol)
}

const placed = (x: number, y: number, bitmap: Bitmap, reverse = ''): string =>
  `^FO${x},${y}${reverse}${zplGraphicField(bitmap)}^FS`

function textField(box: TextBox, dot: number): string {
  const height = Math.max(10, Math.round((box.sizeMm * FONT_0_HEIGHT) / dot))
  const wide = Math.round(height * (box.weight === 400 ? 1 : FONT_0_WIDTH))
  const left = Math.round(box.x / dot)
  const width = Math.round(box.width / dot)
  const baseline = Math.round(box.baseline / dot)
  const reverse = box.ink === 'white' ? '^FR' : ''
  const data = `^A0N,${height},${wide}${reverse}^FH^FD${zplFieldData(box.text)}^FS`
  if (box.align === 'right') return `^FT${left + width},${baseline},1${data}`
  // A block of one line: its room is that of our own wider letters.
  if (box.align === 'center') return `^FT${left},${baseline}^FB${width},1,0,C,0${data}`
  return `^FT${left},${baseline}${data}`
}

/** A line of text as a picture, drawn in our own fonts. */
function picture(box: TextBox, dot: number, glyphs: LabelGlyphs): string {
  const pad = 4
  const x = Math.max(0, Math.floor(box.x / dot) - pad)
  const y = Math.max(0, Math.floor((box.baseline - box.sizeMm) / dot) - pad)
  const width = Math.ceil(box.width / dot) + 2 * pad
  const height = Math.ceil((1.3 * box.sizeMm) / dot) + 2 * pad
  const bitmap = createBitmap(width, height)
  drawBox(bitmap, { ...box, ink: 'black', x: box.x - x * dot, baseline: box.baseline - y * dot }, dot, glyphs)
  return placed(x, y, bitmap, box.ink === 'white' ? '^FR' : '')
}
