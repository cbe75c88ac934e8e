import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../../dev/hub/postgres/embedded.ts'
import { hasDebian, startDebian } from './debian.ts'

/** A Postgres that the suite runs against; without a URL it is skipped, for the reason given. */
export interface Cluster {
  name: string
  url?: string
  reason?: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    clusters: Cluster[]
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [embedded, debian] = await Promise.all([startEmbedded(), hasDebian() ? startDebian() : undefined])
  project.provide('clusters', [
    { name: 'embedded Postgres 18', url: embedded.url },
    debian === undefined
      ? { name: 'Debian Postgres 15', reason: 'postgresql-15 is not installed (apt-get install postgresql-15)' }
      : { name: 'Debian Postgres 15', url: debian.url },
  ])
  return async () => {
    await Promise.all([embedded.stop(), debian?.stop()])
  }
}
