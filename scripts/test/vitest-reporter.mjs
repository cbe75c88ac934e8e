// A vitest reporter beside the one on the screen: counts the tests and keeps the reasons of the skipped ones, which
// vitest's own JSON leaves out. Writes LOFTS_TEST_REPORT.
import fs from 'node:fs'

/** Counts of a finished vitest run. A file that could not be read, or an error outside any test, has failed. */
export function countModules(testModules, unhandledErrors) {
  const report = { passed: 0, failed: unhandledErrors.length, skipped: [] }
  for (const testModule of testModules) {
    report.failed += testModule.errors().length
    for (const suite of testModule.children.allSuites()) report.failed += suite.errors().length
    for (const test of testModule.children.allTests()) {
      const result = test.result()
      if (result.state === 'passed') report.passed++
      else if (result.state === 'failed') report.failed++
      else
        report.skipped.push({
          name: `${testModule.relativeModuleId ?? testModule.moduleId} > ${test.fullName}`,
          reason: result.note,
        })
    }
  }
  return report
}

/** The reporter as vitest wants it: something to call with `new`. */
export default function CountingReporter() {
  return {
    onTestRunEnd(testModules, unhandledErrors) {
      fs.writeFileSync(process.env.LOFTS_TEST_REPORT, JSON.stringify(countModules(testModules, unhandledErrors)))
    },
  }
}
