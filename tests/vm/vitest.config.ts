import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'vm',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    testTimeout: 30_000,
    // A first run fetches a kernel; every run boots it in software.
    hookTimeout: 600_000,
    pool: 'threads',
  },
})
