import type { Hub } from '../../dev/hub/hub.ts'
import { startProxy, type Proxy } from '../../dev/proxy/proxy.ts'
import { startProject } from '../support/project.ts'
import { foundBuilding } from './building.ts'

/** A project with a small building, and the line to it that a test spoils. */
export async function startHubAndProxy(adminEmail: string): Promise<{ hub: Hub; proxy: Proxy }> {
  const hub = await startProject()
  await foundBuilding(hub, adminEmail)
  return { hub, proxy: await startProxy({ port: Number(new URL(hub.url).port) }) }
}
