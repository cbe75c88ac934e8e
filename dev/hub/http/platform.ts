import type { HubResponse } from '../types.ts'
import { json } from './answer.ts'

/** How a hosted project stands: at work, paused for want of use, or held back because a quota is used up or a bill unpaid. */
export type ProjectState = 'running' | 'paused' | 'restricted'

export interface Platform {
  state: () => ProjectState
  set: (next: ProjectState) => void
  /** What answers in the project's place, whatever was asked and by whom; undefined while it runs. */
  instead: () => HubResponse | undefined
}

/** The platform in front of a project; `leave` cuts what the project still had open when it stopped. */
export function createPlatform(leave: () => void): Platform {
  let state: ProjectState = 'running'
  return {
    state: () => state,
    set: (next) => {
      state = next
      if (next !== 'running') leave()
    },
    instead: () => {
      if (state === 'paused') return { status: 540, headers: { 'content-type': 'text/plain' }, body: 'Project paused' }
      if (state === 'restricted')
        return json(402, {
          message:
            'Service for this project is restricted due to the following violations: exceed_egress_quota. The project owner must upgrade their plan or remove spend caps to restore service.',
        })
      return undefined
    },
  }
}
