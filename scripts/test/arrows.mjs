// Stage "arrows": every import of src/ points where ARCHITECTURE.md says, through however many files, and none in a circle.
import { problemsOf } from '../arrows/check.mjs'
import { sourceTree } from '../arrows/tree.mjs'

const SHOWN = 30
const tree = sourceTree()
const problems = problemsOf(tree)
for (const problem of problems.slice(0, SHOWN)) console.error(problem)
if (problems.length > SHOWN) console.error(`… and ${problems.length - SHOWN} more`)
console.log(`${tree.size} files, ${problems.length} arrows that point where they must not.`)
process.exitCode = problems.length > 0 ? 1 : 0
