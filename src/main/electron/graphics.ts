/** Where what was found out is kept between two starts. */
export interface Memory {
  read(): string | null
  write(text: string): void
}

/** After this long the graphics hardware is tried again: a driver may have come. */
export const TRY_AGAIN_MS = 7 * 86_400_000

interface Found {
  /** When Chromium last gave up on the hardware. */
  at: number
  /** The Electron that found this out: another one knows other drivers. */
  by: string
}

function found(memory: Memory): Found | null {
  try {
    return JSON.parse(memory.read() ?? 'null') as Found | null
  } catch {
    return null
  }
}

/**
 * Whether this computer is known to draw without graphics hardware, as an old lobby computer or a virtual machine does.
 * There each start first tries the hardware, fails, and starts the process that draws once more, while the page waits.
 */
export function drawsInSoftware(memory: Memory, { now, by }: { now: number; by: string }): boolean {
  const known = found(memory)
  const age = known ? now - known.at : Infinity
  return known?.by === by && age >= 0 && age < TRY_AGAIN_MS
}

/** Remembers what Chromium found out about the hardware at a start that tried it; `compositing` is its own word for that. */
export function rememberGraphics(memory: Memory, compositing: string, { now, by }: { now: number; by: string }): void {
  const software = compositing.startsWith('disabled') || compositing.startsWith('unavailable')
  if (software === drawsInSoftware(memory, { now, by })) return
  memory.write(JSON.stringify(software ? ({ at: now, by } satisfies Found) : null))
}
