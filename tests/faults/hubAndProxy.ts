import { afterAll, beforeAll } from 'vitest'
import type { Hub } from '../../dev/hub/hub.ts'
import { startProxy, type Proxy } from '../../dev/proxy/proxy.ts'
import { startProject } from '../support/project.ts'
import { foundBuilding } from './building.ts'

export interface Line {
  hub: Hub
  proxy: Proxy
}

/** For the tests of a file: a project with a small building, and the line to it that a test spoils. */
export function hubAndProxy(adminEmail: string): Line {
  const line = {} as Line
  beforeAll(async () => {
    line.hub = await startProject()
    await foundBuilding(line.hub, adminEmail)
    line.proxy = await startProxy({ port: Number(new URL(line.hub.url).port) })
  })
  afterAll(async () => {
    await line.proxy?.stop()
    await line.hub?.stop()
  })
  return line
}
