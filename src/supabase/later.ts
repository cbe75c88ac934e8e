/** Runs something once after a while; answers how to call it off. */
export type Later = (ms: number, run: () => void) => () => void

/** Waits for what is running, but not longer: then `late` is thrown, and it goes on by itself. */
export async function within<R>(ms: number, later: Later, running: Promise<R>, late: () => Error): Promise<R> {
  let stop = () => {}
  const enough = new Promise<never>((_, reject) => (stop = later(ms, () => reject(late()))))
  try {
    return await Promise.race([running, enough])
  } finally {
    stop()
  }
}
