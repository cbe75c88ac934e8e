/** The value below which a share of the samples lies; 0 for none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export interface Figure {
  name: string
  value: number
  unit: string
  limit: number
  ok: boolean
  context: Record<string, unknown>
}

const round = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)

/** Prints the benchmark's one line, last: everything else goes to stderr. */
export function report(figure: Omit<Figure, 'ok'> & { ok?: boolean }): void {
  const { ok = figure.value <= figure.limit } = figure
  const context = Object.fromEntries(Object.entries(figure.context).map(([key, value]) => [key, round(value)]))
  process.stdout.write(
    `${JSON.stringify({ name: figure.name, value: round(figure.value), unit: figure.unit, limit: figure.limit, ok, context })}\n`,
  )
}

/** p50, p95, p99 and the longest of some samples, in ms. */
export const spread = (samples: readonly number[]) => ({
  p50: percentile(samples, 0.5),
  p95: percentile(samples, 0.95),
  p99: percentile(samples, 0.99),
  max: Math.max(0, ...samples),
  n: samples.length,
})
