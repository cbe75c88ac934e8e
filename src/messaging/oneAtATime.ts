/** Runs one job after the other, also after one that failed. */
export type OneAtATime = <T>(job: () => Promise<T>) => Promise<T>

/** A queue of its own. */
export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const done = last.then(job)
    last = done.catch(() => undefined)
    return done
  }
}
