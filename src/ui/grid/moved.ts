/** Where a key leads in a list, or null when it is not one of its keys. */
export function moved(key: string, current: number, total: number, perPage: number): number | null {
  if (total === 0) return null
  const steps: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + perPage,
    PageUp: current - perPage,
    Home: 0,
    End: total - 1,
  }
  const next = steps[key]
  return next === undefined ? null : Math.min(total - 1, Math.max(0, next))
}
