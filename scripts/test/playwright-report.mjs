// Reads Playwright's JSON report.

function* specs(suite, titles = []) {
  for (const spec of suite.specs ?? []) yield { spec, name: [...titles, spec.title].join(' > ') }
  for (const inner of suite.suites ?? []) yield* specs(inner, [...titles, inner.title])
}

const reasonOf = (test) =>
  test.annotations.find(({ type, description }) => (type === 'skip' || type === 'fixme') && description)?.description

/** Counts from Playwright's JSON report. A test that passed only when tried again counts, and is named: it wants mending. */
export function readPlaywrightReport(json) {
  if (!json) return undefined
  /** @type {{ passed: number, failed: number, skipped: { name: string, reason?: string }[], flaky: string[] }} */
  const report = { passed: 0, failed: 0, skipped: [], flaky: [] }
  for (const { spec, name } of specs({ suites: json.suites })) {
    for (const test of spec.tests) {
      if (test.status === 'expected') report.passed++
      else if (test.status === 'skipped') report.skipped.push({ name, reason: reasonOf(test) })
      else if (test.status === 'flaky') {
        report.passed++
        report.flaky.push(name)
      } else report.failed++
    }
  }
  return report
}
