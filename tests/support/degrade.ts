import type { Raster } from './raster.ts'

const at = ({ width, height, dots }: Raster, x: number, y: number): number =>
  x < 0 || y < 0 || x >= width || y >= height ? 255 : dots[y * width + x]!

function mapped(raster: Raster, dot: (x: number, y: number) => number): Raster {
  const dots = Uint8Array.from(raster.dots, (_, i) => dot(i % raster.width, Math.floor(i / raster.width)))
  return { ...raster, dots }
}

/** As a cheap camera sees it: each dot is mixed with its eight neighbours. */
export const blurred = (raster: Raster): Raster =>
  mapped(raster, (x, y) => {
    let sum = 0
    for (let dy = -1; dy <= 1; dy += 1) for (let dx = -1; dx <= 1; dx += 1) sum += at(raster, x + dx, y + dy)
    return Math.round(sum / 9)
  })

/** As too hot a head prints it: ink spreads over this share of the narrowest module (taken as three dots) on each edge. */
export const inkGain = (raster: Raster, share: number): Raster =>
  mapped(raster, (x, y) => {
    const own = at(raster, x, y)
    const darkest = Math.min(at(raster, x - 1, y), at(raster, x + 1, y), at(raster, x, y - 1), at(raster, x, y + 1))
    return Math.round(Math.min(own, own + (darkest - own) * share * 3))
  })

/** As a head with one dead dot prints it: a white column through the middle of the label. */
export const missingColumn = (raster: Raster): Raster =>
  mapped(raster, (x, y) => (x === Math.floor(raster.width * 0.52) ? 255 : at(raster, x, y)))
