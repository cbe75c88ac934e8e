import type { Code128Box, QrBox } from '../../../shared/labels/layout-model.ts'

/** A black rectangle in whole dots of the printer. */
export interface DotRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The dark modules of a symbol on the printer's own dots: every drawing of a label takes them from here. */
export function symbolRects(box: Code128Box | QrBox, dot: number): DotRect[] {
  const module = box.dotsPerModule
  const left = Math.round(box.x / dot) + box.quietModules * module
  const top = Math.round(box.y / dot)
  const rects: DotRect[] = []
  if (box.kind === 'code128') {
    const height = Math.round(box.height / dot)
    let x = left
    for (const [i, bar] of box.bars.entries()) {
      if (i % 2 === 0) rects.push({ x, y: top, width: bar * module, height })
      x += bar * module
    }
    return rects
  }
  for (const [row, modules] of box.modules.entries()) {
    const y = top + (box.quietModules + row) * module
    // Neighbours in a row are one rectangle: no hairline between dark modules at any scale.
    for (let start = 0; start < modules.length; start += 1) {
      if (!modules[start]) continue
      let end = start
      while (modules[end]) end += 1
      rects.push({ x: left + start * module, y, width: (end - start) * module, height: module })
      start = end
    }
  }
  return rects
}
