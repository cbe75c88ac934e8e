// What the test run adds up to.
import { plainError } from '../lib/log.mjs'

/**
 * The sum of the stages' results.
 * @returns {{ passed: number, failed: number, skipped: { name: string, reason?: string }[] }}
 */
export function total(results) {
  const sum = { passed: 0, failed: 0, skipped: [] }
  for (const { passed, failed, skipped } of results) {
    sum.passed += passed
    sum.failed += failed
    sum.skipped.push(...skipped)
  }
  return sum
}

/** The last line of a test run. */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`

/**
 * A suite's result from what its reporter wrote. No report, an empty suite, or a bad exit code that no failed test
 * explains is a failure of its own: a run that tested nothing must never look fine.
 */
export function suiteResult(report, code) {
  const { passed = 0, failed = 0, skipped = [] } = report ?? {}
  const notes = []
  if (!report) notes.push('it wrote no report')
  else if (passed + failed + skipped.length === 0) notes.push('it has no tests')
  else if (code !== 0 && failed === 0) notes.push(`it ended with code ${code}`)
  return { passed, failed: failed + notes.length, skipped, notes }
}

/** The stages that `--only` names: a whole name, or the part before its colon (`types` for every `types:…`). */
export function selectStages(stages, only) {
  if (!only) return stages
  const wanted = only.split(',').map((name) => name.trim())
  const matches = (stage, name) => stage.name === name || stage.name.startsWith(`${name}:`)
  const unknown = wanted.filter((name) => !stages.some((stage) => matches(stage, name)))
  if (unknown.length > 0)
    throw plainError(
      `No stage is called ${unknown.join(', ')}. There are: ${stages.map((stage) => stage.name).join(', ')}.`,
    )
  return stages.filter((stage) => wanted.some((name) => matches(stage, name)))
}
