// Circles between neighbours: what lies side by side in a folder, files and folders alike, at every level.
import path from 'node:path/posix'

/** One line for each folder whose contents depend on one another in a circle, with an import for each step of it. */
export function circlesIn(graph) {
  const folders = new Set()
  for (const file of graph.keys())
    for (let folder = path.dirname(file); folder !== '.'; folder = path.dirname(folder)) folders.add(folder)
  return [...folders].toSorted().flatMap((folder) => {
    const circle = circleAmong(neighbours(graph, `${folder}/`))
    return circle ? [`${folder} holds a circle: ${circle.join('; ')}`] : []
  })
}

/** From each name in the folder to the names beside it that it imports, each with one import that does so. */
function neighbours(graph, folder) {
  const arrows = new Map()
  for (const [file, imports] of graph) {
    if (!file.startsWith(folder)) continue
    const name = file.slice(folder.length).split('/', 1)[0]
    if (!arrows.has(name)) arrows.set(name, new Map())
    for (const { to } of imports) {
      const beside = to?.startsWith(folder) ? to.slice(folder.length).split('/', 1)[0] : name
      if (beside !== name) arrows.get(name).set(beside, `${file} -> ${to}`)
    }
  }
  return arrows
}

function circleAmong(arrows) {
  const done = new Set()
  const visit = (name, way) => {
    const at = way.findIndex((step) => step.name === name)
    if (at !== -1) return way.slice(at).map(({ by }) => by)
    if (done.has(name)) return null
    for (const [next, by] of arrows.get(name) ?? []) {
      const found = visit(next, [...way, { name, by }])
      if (found) return found
    }
    done.add(name)
    return null
  }
  for (const name of arrows.keys()) {
    const found = visit(name, [])
    if (found) return found
  }
  return null
}
