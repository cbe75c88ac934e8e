import type { DeskOptions } from '../../src/main/deskOptions.ts'
import type { Hub } from '../../dev/hub/hub.ts'
import {
  connectByReplace,
  connectByUpload,
  deskHome,
  openDesk,
  untilLive,
  type ConnectedDesk,
  type DeskHome,
} from './connected.ts'
import { inviteStaff, startProject } from './project.ts'

export interface DeskPair {
  hub: Hub
  a: ConnectedDesk
  b: ConnectedDesk
  homeA: DeskHome
  homeB: DeskHome
}

/** A project that nobody has used yet, and two desks that are not connected; `ofA`: how the first one is started. */
export async function openPair(ofA: Partial<DeskOptions> = {}): Promise<DeskPair> {
  const [homeA, homeB] = [deskHome(), deskHome()]
  const hub = await startProject()
  return { hub, a: await openDesk(homeA, undefined, ofA), b: await openDesk(homeB), homeA, homeB }
}

/** Brings the first desk’s building into the project and connects the second one to it. */
export async function connectPair({ hub, a, b }: DeskPair): Promise<void> {
  const building = await connectByUpload(a, hub)
  await inviteStaff(hub, building, 'Hélène Castonguay', 'helene@example.com')
  await connectByReplace(b, hub, 'helene@example.com', 'B')
  await Promise.all([untilLive(a), untilLive(b)])
}

/** Closes both desks and the project, and removes what they kept. */
export async function closePair({ hub, a, b, homeA, homeB }: DeskPair): Promise<void> {
  await a.close()
  await b.close()
  await hub.stop()
  homeA.remove()
  homeB.remove()
}
