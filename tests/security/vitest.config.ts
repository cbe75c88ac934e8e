import { defineConfig } from 'vitest/config'

/** Attacks that were once possible, each played against the real composition. Those of the server alone are in tests/rls. */
export default defineConfig({
  test: {
    name: 'security',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    testTimeout: 400_000,
    hookTimeout: 120_000,
    pool: 'threads',
    maxWorkers: 1,
    reporters: ['default', './support/report.mjs'],
  },
})
