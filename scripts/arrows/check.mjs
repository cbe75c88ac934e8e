// Holds a tree against the rules: one sentence for each arrow that points where it must not.
import { circlesIn } from './circles.mjs'
import { graphOf } from './graph.mjs'
import { wayTo } from './reach.mjs'
import { never, rooms } from './rules.mjs'

const isIn = (file, room) => file === room || file.startsWith(`${room}/`)
const byLength = Object.keys(rooms).toSorted((a, b) => b.length - a.length)

/** The rule that a file is under and the room that it is in; where each folder is a room of its own, that folder. */
function roomOf(file) {
  const rule = byLength.find((room) => isIn(file, room))
  if (rule === undefined) return { rule: null, room: file.split('/', 1)[0] }
  const room = rooms[rule].each ? file.split('/', rule.split('/').length + 1).join('/') : rule
  return { rule, room }
}

function arrowProblems(graph) {
  const problems = []
  for (const [file, imports] of graph) {
    const { rule, room } = roomOf(file)
    if (rule === null) {
      problems.push(`${file} is in no room of scripts/arrows/rules.mjs`)
      continue
    }
    const may = rooms[rule]
    for (const { to, package: used } of imports) {
      if (to === undefined) {
        if (!may.packages.includes(used)) problems.push(`${file} imports ${used}: ${room} does not use that package`)
        continue
      }
      const target = roomOf(to)
      const isAllowed = target.room === room || (target.rule !== rule && may.rooms.includes(target.rule))
      if (!isAllowed) problems.push(`${file} imports ${to}: ${room} does not know ${target.room}`)
    }
  }
  return problems
}

function reachProblems(graph) {
  return never.flatMap(({ from, but, to, values, why }) => {
    const isTarget = (name) => to.some((room) => (room.startsWith('src/') ? isIn(name, room) : name === room))
    return [...graph.keys()]
      .filter((file) => isIn(file, from) && !(but && isIn(file, but)))
      .flatMap((file) => {
        const way = wayTo(graph, file, isTarget, { values })
        return way ? [`${from} must not reach ${way.at(-1)} (${why}): ${way.join(' -> ')}`] : []
      })
  })
}

/** What is wrong with the arrows of a tree; `files` maps each path to its text, or to null for what is no code. */
export function problemsOf(files) {
  const { graph, lost } = graphOf(files)
  return [...lost, ...arrowProblems(graph), ...reachProblems(graph), ...circlesIn(graph)]
}
