interface Event {
  at: number
  order: number
  run: (() => void) | null
}

/** Virtual time: events run one after the other in the order of their instants, whatever the real clock says. */
export function createWorld(start = Date.parse('2026-11-20T13:00:00.000Z')) {
  const heap: Event[] = []
  let now = start
  let order = 0

  const before = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order)
  function push(event: Event): void {
    let i = heap.push(event) - 1
    while (i > 0) {
      const up = (i - 1) >> 1
      if (!before(event, heap[up]!)) break
      heap[i] = heap[up]!
      i = up
    }
    heap[i] = event
  }
  function pop(): Event | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (heap.length === 0 || !last) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, last)) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return first
  }
  const held = new Set<Promise<unknown>>()
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
  /** Waits until everything that follows at once has happened; real work that was announced is part of it. */
  async function settled(): Promise<void> {
    await turn()
    while (held.size > 0) {
      await Promise.allSettled(held)
      await turn()
    }
  }

  return {
    now: () => now,
    after(ms: number, run: () => void): () => void {
      const event: Event = { at: now + Math.max(0, ms), order: order++, run }
      push(event)
      return () => {
        event.run = null
      }
    },
    /** Runs what is due until that instant; each event with everything that follows from it at once. */
    async until(end: number): Promise<void> {
      await settled()
      while (heap[0] && heap[0].at <= end) {
        const event = pop()!
        if (!event.run) continue
        now = event.at
        event.run()
        await settled()
      }
      now = end
    },
    settled,
    /** Time stands still until this real work is done. */
    hold<T>(work: Promise<T>): Promise<T> {
      const kept = work.finally(() => void held.delete(kept))
      held.add(kept)
      return kept
    },
  }
}

export type World = ReturnType<typeof createWorld>
