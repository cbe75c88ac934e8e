/** How other layouts read the same keys: each different text once, without the reading in use. */
export function readings<L extends string>(
  current: string,
  layouts: readonly L[],
  decode: (layout: L) => string,
): { layout: L; text: string }[] {
  const seen = new Set([current])
  return layouts.flatMap((layout) => {
    const text = decode(layout)
    if (seen.has(text)) return []
    seen.add(text)
    return [{ layout, text }]
  })
}
