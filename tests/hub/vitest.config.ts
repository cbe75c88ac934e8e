import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'hub',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['support/clusters.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
  },
})
