import { defineConfig } from 'vitest/config'
import { lingui } from '@lingui/vite-plugin'

export default defineConfig({
  plugins: [lingui({ macroTransform: true })],
  test: {
    environment: 'node',
    // Files share a worker process: the machine that tests run on has two cores, start-up is most of a small file's time.
    pool: 'threads',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'supabase/**/*.test.ts', 'scripts/**/*.test.ts'],
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
