import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../support/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run, as its superuser. */
    serverUrl: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  project.provide('serverUrl', server.url)
  return server.stop
}
