/** Rows that are asked for at a time. */
export const PAGE = 100

/** The pages that hold the rows on the screen, so that only these are asked for. */
export function pagesFor(first: number, last: number, total: number): number[] {
  if (total <= 0) return [0]
  const from = Math.floor(Math.max(0, first) / PAGE)
  const to = Math.floor(Math.min(total - 1, Math.max(first, last)) / PAGE)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
