// The shortest way from a file to something that it must not reach.

/** The way as a list of names, or null when there is none. `isTarget` is asked about files and packages alike. */
export function wayTo(graph, from, isTarget, { values = false } = {}) {
  const before = new Map([[from, null]])
  const queue = [from]
  for (const file of queue)
    for (const { to, package: used, typeOnly } of graph.get(file) ?? []) {
      const next = to ?? used
      if ((values && typeOnly) || before.has(next)) continue
      before.set(next, file)
      if (isTarget(next)) return unwind(before, next)
      if (to !== undefined) queue.push(to)
    }
  return null
}

function unwind(before, last) {
  const way = []
  for (let at = last; at !== null; at = before.get(at)) way.unshift(at)
  return way
}
