import type { ChangeSet } from '../changes.ts'
import type { AuditChain, AuditNote } from './chain.ts'

/** What the services do with the chain beside their acts, which are chained by themselves. */
export interface AuditSide {
  /** Chains what is no act on synced rows. Inside an act it stands in the act's commit. */
  note(note: AuditNote): void
  /**
   * Takes the salts of people, parcels and conversations away, by their ids: what the chain says of their values can be read
   * and guessed no more. Call it in the commit of the erasure.
   */
  forget(subjects: readonly string[]): void
  /** The server has entries of this segment that are not here: another one begins. */
  serverAhead(): void
}

interface Ports {
  within<T>(fn: (changes: ChangeSet) => T): T
  now(): Date
}

/** The chain for the services; before the schema that has one nothing is kept. */
export function auditSide(chain: AuditChain | null, { within, now }: Ports): AuditSide {
  const write = (run: (chain: AuditChain) => void): void => {
    if (!chain) return
    within((changes) => {
      run(chain)
      changes.add('_audit')
    })
  }
  return {
    note: (note) => write((to) => to.note(note, now().toISOString())),
    forget: (subjects) => write((to) => to.forget(subjects)),
    serverAhead: () => write((to) => to.serverAhead(now().toISOString())),
  }
}
