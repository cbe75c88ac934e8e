import { expect, it } from 'vitest'
import { readPlaywrightReport } from './playwright-report.mjs'

const spec = (title: string, status: string, annotations: unknown[] = []) => ({
  title,
  tests: [{ status, annotations }],
})

it('counts nested suites, keeps the reasons of skipped tests, and names a test that needed a second try', () => {
  const skip = { type: 'skip', description: 'no printer here' }
  const json = {
    suites: [
      {
        title: 'desk.spec.ts',
        specs: [spec('opens', 'expected'), spec('scans', 'unexpected')],
        suites: [{ title: 'printing', specs: [spec('prints', 'skipped', [skip]), spec('retries', 'flaky')] }],
      },
    ],
  }
  expect(readPlaywrightReport(json)).toEqual({
    passed: 2,
    failed: 1,
    skipped: [{ name: 'desk.spec.ts > printing > prints', reason: 'no printer here' }],
    flaky: ['desk.spec.ts > printing > retries'],
  })
  expect(readPlaywrightReport(undefined)).toBeUndefined()
})
