import type { Context } from '../types.ts'

/** Rings the sender of notices now and then, as the project's timetable does. Returns its end. */
export function startBell(context: Context, seconds: number): () => void {
  const ring = (): void => {
    fetch(`${context.url()}/functions/v1/send-notices`, {
      method: 'POST',
      headers: { apikey: context.tokens.secretKey },
    }).then(
      (response) => response.body?.cancel(),
      // The hub goes away, or its sockets were cut: the next ring does it.
      () => undefined,
    )
  }
  const timer = setInterval(ring, seconds * 1000)
  timer.unref()
  return () => clearInterval(timer)
}
