import { defineConfig } from 'vitest/config'
import { lingui } from '@lingui/vite-plugin'

export default defineConfig({
  plugins: [lingui({ macroTransform: true })],
  test: {
    environment: 'node',
    // Files share a worker process: the machine that tests run on has two cores, start-up is most of a small file's time.
    pool: 'threads',
    // One worker, as it is for two cores by itself, leaves a core idle while the other lane of `npm test` waits.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'supabase/**/*.test.ts', 'scripts/**/*.test.ts'],
          globalSetup: ['tests/support/sampleBuilding.ts'],
          // Beside the other lane a test that writes to the disk takes its time.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
