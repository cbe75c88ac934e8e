import type { Scan } from './scan.ts'

const KEPT = 2000

/**
 * From the last character of the gun to the frame that shows the answer, as a user-timing measure 'scan-to-paint'.
 * The second animation frame runs after the first one was painted.
 */
export function createScanMeasure(): (scan: Scan) => () => void {
  let measured = 0
  return ({ at: lastCharacter }) => {
    performance.mark('scan:last-char', { startTime: lastCharacter })
    return () => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (++measured % KEPT === 0) {
            performance.clearMarks('scan:last-char')
            performance.clearMeasures('scan-to-paint')
          }
          performance.measure('scan-to-paint', { start: lastCharacter, end: performance.now() })
        }),
      )
    }
  }
}

/** Long enough for two frames of a busy machine; a window that draws nothing must not hold a scan up. */
const FRAMES_MS = 120

/** Resolves when what was shown last has been painted. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FRAMES_MS)
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(timer)
        resolve()
      }),
    )
  })
}
