import { defineConfig } from 'vitest/config'

/** A desk as a process of its own, against a hub, through a proxy. One file at a time: each wants the processor. */
export default defineConfig({
  test: {
    name: 'faults',
    root: import.meta.dirname,
    environment: 'node',
    include: ['*.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
})
