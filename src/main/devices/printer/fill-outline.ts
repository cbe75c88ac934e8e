import { setRow, type Bitmap } from './bitmap.ts'

/** One drawing command of a glyph, in font units, y upwards. */
export interface PathCommand {
  readonly command: string
  readonly args: readonly number[]
}

/** Where an outline stands: its origin in dots, and dots for each font unit. */
export interface OutlinePlace {
  readonly x: number
  readonly y: number
  readonly scale: number
}

const CURVE_STEPS = 8
/** Sample lines for each row of dots; across, coverage is exact. */
const SUB = 4

/** Straight edges of outlines, as x0, y0, x1, y1 in dots. */
export function flattenOutline(commands: readonly PathCommand[], place: OutlinePlace, edges: number[]): void {
  const toX = (x: number): number => place.x + x * place.scale
  const toY = (y: number): number => place.y - y * place.scale
  let [x, y, startX, startY] = [0, 0, 0, 0]
  const lineTo = (nextX: number, nextY: number): void => {
    if (nextY !== y) edges.push(toX(x), toY(y), toX(nextX), toY(nextY))
    x = nextX
    y = nextY
  }
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    if (command === 'moveTo') {
      lineTo(startX, startY)
      ;[x, y, startX, startY] = [a, b, a, b]
    } else if (command === 'lineTo') lineTo(a, b)
    else if (command === 'closePath') lineTo(startX, startY)
    else {
      const [x0, y0] = [x, y]
      for (let step = 1; step <= CURVE_STEPS; step += 1) {
        const t = step / CURVE_STEPS
        const s = 1 - t
        if (command === 'quadraticCurveTo')
          lineTo(s * s * x0 + 2 * s * t * a + t * t * c, s * s * y0 + 2 * s * t * b + t * t * d)
        else {
          lineTo(
            s ** 3 * x0 + 3 * s * s * t * a + 3 * s * t * t * c + t ** 3 * e,
            s ** 3 * y0 + 3 * s * s * t * b + 3 * s * t * t * d + t ** 3 * f,
          )
        }
      }
    }
  }
  lineTo(startX, startY)
}

/** Fills outlines (non-zero winding): a dot becomes ink when at least half of it is covered. */
export function fillEdges(bitmap: Bitmap, edges: readonly number[], black: boolean): void {
  const lines = crossings(edges, bitmap.height * SUB)
  const covered = new Float32Array(bitmap.width)
  for (let row = Math.floor(lines.first / SUB); row * SUB < lines.first + lines.at.length; row += 1) {
    let [from, to] = [bitmap.width, 0]
    for (let sub = 0; sub < SUB; sub += 1) {
      const line = lines.at[row * SUB + sub - lines.first]
      if (line === undefined) continue
      let winding = 0
      let start = 0
      sort(line)
      for (const crossing of line) {
        const x = Math.floor(crossing / 2) / FINE
        if (winding === 0) start = x
        winding += (crossing & 1) === 0 ? -1 : 1
        if (winding !== 0 || x <= start) continue
        cover(covered, start, x)
        from = Math.min(from, Math.max(0, Math.floor(start)))
        to = Math.max(to, Math.min(bitmap.width, Math.ceil(x)))
      }
    }
    if (to <= from) continue
    for (let x = from; x < to; x += 1) {
      if (covered[x]! < SUB / 2) continue
      const start = x
      while (x < to && covered[x]! >= SUB / 2) x += 1
      setRow(bitmap, row, start, x, black)
    }
    covered.fill(0, from, to)
  }
}

/** Parts of a dot that a crossing is kept to. */
const FINE = 1024

interface Lines {
  /** The sample line of `at[0]`. */
  readonly first: number
  /** Where edges cross each line: twice the place in parts of a dot, plus one where the edge goes down. */
  readonly at: (number[] | undefined)[]
}

function crossings(edges: readonly number[], lineCount: number): Lines {
  const toLine = (y: number): number => Math.max(0, Math.ceil(y * SUB - 0.5))
  let first = lineCount
  for (let i = 1; i < edges.length; i += 2) first = Math.min(first, toLine(edges[i]!))
  const at: (number[] | undefined)[] = []
  for (let i = 0; i < edges.length; i += 4) {
    const [x0, y0, x1, y1] = [edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!]
    const down = y1 > y0
    const top = down ? y0 : y1
    const slope = (x1 - x0) / (y1 - y0)
    const end = Math.min(lineCount, toLine(down ? y1 : y0))
    for (let line = toLine(top); line < end; line += 1) {
      const x = x0 + ((line + 0.5) / SUB - y0) * slope
      const crossing = Math.round(x * FINE) * 2 + (down ? 1 : 0)
      const known = at[line - first]
      if (known) known.push(crossing)
      else at[line - first] = [crossing]
    }
  }
  return { first, at }
}

/** In place: a line crosses few edges, mostly in order already, and a label has thousands of lines. */
function sort(line: number[]): void {
  for (let i = 1; i < line.length; i += 1) {
    const moved = line[i]!
    let at = i
    for (; at > 0 && line[at - 1]! > moved; at -= 1) line[at] = line[at - 1]!
    line[at] = moved
  }
}

function cover(covered: Float32Array, from: number, to: number): void {
  const start = Math.max(0, from)
  const end = Math.min(covered.length, to)
  if (end <= start) return
  const first = Math.floor(start)
  const last = Math.ceil(end) - 1
  if (first === last) {
    covered[first]! += end - start
    return
  }
  covered[first]! += first + 1 - start
  for (let x = first + 1; x < last; x += 1) covered[x]! += 1
  covered[last]! += end - last
}
