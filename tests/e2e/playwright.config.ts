import { defineConfig } from '@playwright/test'

/** A display for each worker, where they are virtual: a window that opens takes the focus from the others of its display. */
const displays = process.env.LOFTS_DISPLAYS?.split(' ') ?? []
const display = displays[Number(process.env.TEST_PARALLEL_INDEX)]
if (display) process.env.DISPLAY = display

/** Where it is tried how a scanner's pace is met: a window beside would take that pace away. */
const GUNS = ['1-intake', '6-preamble', '6-scans', '7-scanners', '8-keys-day', 'faults/scans'].map(
  (name) => `**/${name}.spec.ts`,
)

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/e2e',
  projects: [
    // The message components without a desk: nobody scans there, so they may run beside other work.
    { name: 'components', testMatch: 'components/*.spec.ts' },
    { name: 'guns', testMatch: GUNS },
    { name: 'e2e', testIgnore: ['components/*.spec.ts', ...GUNS] },
  ],
  workers: displays.length || 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // Real windows on shared machines: one more try, and the run names each test that needed it.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
})
