export interface Point {
  x: number
  y: number
}
export type Stroke = readonly Point[]

/** Signatures are kept on a pad of this size, whatever the screen: the same ink at any zoom. */
export const PAD = { width: 600, height: 200 } as const

/** Well under what main accepts, and far more than a name needs. */
export const MAX_PATH = 24_000

/** More samples than this say nothing more about a name, and would make simplifying slow. */
const MAX_POINTS = 4000

/** Shorter than this is a touched pad, not a signature. */
const MIN_INK = 60

const round = (value: number): number => Math.round(value * 10) / 10

/** Squared distance of a point to the segment between two others. */
function toSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return (p.x - a.x - t * dx) ** 2 + (p.y - a.y - t * dy) ** 2
}

/** Ramer-Douglas-Peucker without recursion: a pen held down for minutes must not overflow the stack. */
export function simplify(points: Stroke, tolerance: number): Point[] {
  if (points.length <= 2) return [...points]
  const keep = new Uint8Array(points.length)
  keep[0] = keep[points.length - 1] = 1
  const spans: [number, number][] = [[0, points.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let farthest = -1
    let distance = tolerance * tolerance
    for (let i = from + 1; i < to; i++) {
      const d = toSegment(points[i]!, points[from]!, points[to]!)
      if (d > distance) {
        distance = d
        farthest = i
      }
    }
    if (farthest < 0) continue
    keep[farthest] = 1
    spans.push([from, farthest], [farthest, to])
  }
  return points.filter((_, i) => keep[i] === 1)
}

/** Every n-th point of each stroke, so that all of them together stay bounded. */
function thin(strokes: readonly Stroke[], max = MAX_POINTS): Stroke[] {
  const total = strokes.reduce((sum, stroke) => sum + stroke.length, 0)
  const stride = Math.ceil(total / max)
  return stride <= 1
    ? [...strokes]
    : strokes.map((stroke) => stroke.filter((_, i) => i % stride === 0 || i === stroke.length - 1))
}

const inside = (p: Point): Point => ({
  x: round(Math.min(PAD.width, Math.max(0, p.x))),
  y: round(Math.min(PAD.height, Math.max(0, p.y))),
})

/** One stroke as SVG path data: curves through the middles of its segments, so that corners of sampling do not show. */
export function strokePath(points: Stroke): string {
  const [first, ...rest] = points.map(inside)
  if (!first) return ''
  const start = `M${first.x} ${first.y}`
  const last = rest.at(-1)
  // A dot: round line caps draw a line without length.
  if (!last) return `${start}L${first.x} ${first.y}`
  let data = start
  for (let i = 0; i < rest.length - 1; i++) {
    const control = rest[i]!
    const next = rest[i + 1]!
    data += `Q${control.x} ${control.y} ${round((control.x + next.x) / 2)} ${round((control.y + next.y) / 2)}`
  }
  return `${data}L${last.x} ${last.y}`
}

/** All strokes as path data no longer than `max`: first simplified harder, at the very last cut. Empty when nothing was drawn. */
export function signaturePath(strokes: readonly Stroke[], max = MAX_PATH): string {
  const bounded = thin(strokes)
  for (let tolerance = 0.6; tolerance < 40; tolerance *= 1.7) {
    const data = bounded.map((stroke) => strokePath(simplify(stroke, tolerance))).join('')
    if (data.length <= max) return data
  }
  let data = ''
  for (const stroke of bounded) {
    const next = strokePath(simplify(stroke, 40))
    if (data.length + next.length > max) break
    data += next
  }
  return data
}

/** How much line was drawn, in pad units. */
export const inkLength = (strokes: readonly Stroke[]): number =>
  strokes.reduce(
    (sum, stroke) =>
      sum +
      stroke.reduce(
        (length, p, i) => length + (i === 0 ? 0 : Math.hypot(p.x - stroke[i - 1]!.x, p.y - stroke[i - 1]!.y)),
        0,
      ),
    0,
  )

/** True when there is enough ink to call it a signature. */
export const isSigned = (strokes: readonly Stroke[]): boolean => inkLength(strokes) >= MIN_INK

/** A screen position on the pad's own scale. */
export const onPad = (
  event: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
): Point => ({
  x: ((event.clientX - box.left) / Math.max(1, box.width)) * PAD.width,
  y: ((event.clientY - box.top) / Math.max(1, box.height)) * PAD.height,
})
