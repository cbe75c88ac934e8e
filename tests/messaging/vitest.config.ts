import { defineConfig } from 'vitest/config'

/** Messages against the hub: the resident's side with resident rights, files, and networks that fail. */
export default defineConfig({
  test: {
    name: 'messaging',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['../hub/support/clusters.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: 'threads',
    maxWorkers: 1,
  },
})
