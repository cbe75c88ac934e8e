/** The pages of `size` rows that hold the rows on the screen, so that only these are asked for. */
export function pagesFor({ first, last }: { first: number; last: number }, total: number, size: number): number[] {
  if (total <= 0) return [0]
  const from = Math.floor(Math.max(0, first) / size)
  const to = Math.floor(Math.min(total - 1, Math.max(first, last)) / size)
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, i) => from + i)
}
