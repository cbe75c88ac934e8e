import type { TestProject } from 'vitest/node'
import { debianServer, startPostgres } from '../../support/postgres.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres(debianServer(15)!)
  project.provide('serverUrl', server.url)
  return server.stop
}
