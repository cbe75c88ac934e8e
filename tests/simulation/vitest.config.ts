import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    environment: 'node',
    pool: 'threads',
    include: ['**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
})
