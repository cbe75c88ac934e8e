/** Runs jobs one after the other, in the order they came. A job that fails does not stop the next. */
export function createQueue(onError: (error: unknown) => void): {
  add: (job: () => Promise<void>) => Promise<void>
  length: () => number
} {
  let tail: Promise<void> = Promise.resolve()
  let length = 0
  return {
    add: (job) => {
      length += 1
      tail = tail
        .then(job)
        .catch(onError)
        .finally(() => {
          length -= 1
        })
      return tail
    },
    length: () => length,
  }
}
